package io.joute.server.page;

/** The energy of one side by one method, as the workshop's card draws it. */
public record EnergyCard(
        String letter,
        String title,
        String name,
        String parameters,
        String tokens,
        String energy,
        String interval,
        Bar bar,
        String emissions,
        String led,
        String video) {}
