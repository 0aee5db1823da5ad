package io.joute.server.page;

import java.util.List;

/** Size, energy and distillation, with figures worked out by the methods themselves. */
public record LearnPage(
        Shell shell,
        List<SizeDrawing.Square> squares,
        List<PublicRating> publicRatings,
        List<String> methods,
        List<SlipRow> slip,
        List<Formula> formulas,
        List<DemoModel> demo) {
    public LearnPage {
        squares = List.copyOf(squares);
        publicRatings = List.copyOf(publicRatings);
        methods = List.copyOf(methods);
        slip = List.copyOf(slip);
        formulas = List.copyOf(formulas);
        demo = List.copyOf(demo);
    }

    /** A line of a public table. */
    public record PublicRating(String name, String rating, String interval, String votes) {}

    /** What a slide printed, and what each method says. */
    public record SlipRow(String name, String printed, List<String> figures) {
        public SlipRow {
            figures = List.copyOf(figures);
        }
    }

    /** A method in formulas. */
    public record Formula(String name, List<String> lines) {
        public Formula {
            lines = List.copyOf(lines);
        }
    }

    /** A model that Joute trained. */
    public record DemoModel(String id, String name, String parameters, String teacher, String heldOut, String energy) {}
}
