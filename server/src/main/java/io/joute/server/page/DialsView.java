package io.joute.server.page;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The dials of the formula, and what they give.
 *
 * @param dials one a thing that matters, in numbers
 * @param activeHigh upper end of an estimated size; empty when the size is known
 * @param zones electricity mixes to choose from
 * @param examples addresses with everything set
 * @param methods names of the columns
 * @param rows what each method gives
 * @param notes what is to be known of the figures
 */
public record DialsView(
        List<Dial> dials,
        String activeHigh,
        List<Zone> zones,
        List<Shell.Link> examples,
        List<String> methods,
        List<LearnPage.SlipRow> rows,
        List<String> notes) {
    public DialsView {
        dials = List.copyOf(dials);
        zones = List.copyOf(zones);
        examples = List.copyOf(examples);
        methods = List.copyOf(methods);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** Ids of what changes with the dials. */
    public String live() {
        return dials.stream()
                .map(dial -> "dial-" + dial.name())
                .collect(Collectors.joining(" ", "dial-figures dial-notes dial-said ", ""));
    }

    /**
     * A slider.
     *
     * @param value as a number of the page's source
     * @param shown the same, as people read it
     */
    public record Dial(String name, String label, String least, String most, String step, String value, String shown) {}

    /** An electricity mix. */
    public record Zone(String code, String name, boolean chosen) {}
}
