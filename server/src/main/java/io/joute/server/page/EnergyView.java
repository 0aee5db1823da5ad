package io.joute.server.page;

/**
 * Both sides by one method.
 *
 * @param key of the method in the page
 * @param label method and version
 * @param checked whether it is shown first
 * @param sentence how many times the energy of the other
 */
public record EnergyView(String key, String label, boolean checked, String sentence, EnergyCard a, EnergyCard b) {}
