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
        DialsView dials,
        List<DemoModel> demo,
        TrialView trial,
        List<TrainingRow> trainings,
        List<String> sources) {
    public LearnPage {
        squares = List.copyOf(squares);
        publicRatings = List.copyOf(publicRatings);
        methods = List.copyOf(methods);
        slip = List.copyOf(slip);
        formulas = List.copyOf(formulas);
        demo = List.copyOf(demo);
        trainings = List.copyOf(trainings);
        sources = List.copyOf(sources);
    }

    /** What its maker says the training of a model took. */
    public record TrainingRow(String name, String hours, String tonnes) {}

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
