package io.joute.server.page;

/**
 * The energy of one side by one method, as the workshop's card draws it.
 *
 * @param energy the figure to quote
 * @param range its low and high end
 * @param method method and version of that interval
 * @param interval the same in a sentence, with method and electricity
 * @param energyClass letter of the model, or two where its size is a range
 * @param classNote what the letter says, in a sentence
 * @param measured what was read here, meter included; empty when nothing was
 */
public record EnergyCard(
        String letter,
        String title,
        String name,
        String parameters,
        String tokens,
        String energy,
        String range,
        String method,
        String interval,
        Bar bar,
        String emissions,
        String led,
        String video,
        String energyClass,
        String classNote,
        String measured) {}
