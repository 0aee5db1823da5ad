package io.joute.server;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.catalog.Training;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Two models whose cards have a mark of their own in every field: a leak is found by search, not by guess. */
final class Canaries {
    /** Texts and digits that no byte before the vote may contain. */
    static final List<String> MARKS = List.of(
            "qzleft",
            "qzright",
            "Q7_Z",
            "/qz/",
            "1.731",
            "1,731",
            "0.6413",
            "0,6413",
            "641.3",
            "641,3",
            "86313",
            "86\u202F313",
            "86,313",
            "1987-06",
            "7151913",
            "7,151,913",
            "88017",
            "88,017",
            "0.7919",
            "79.19",
            " Wh",
            "\u00A0Wh",
            "mWh",
            "gCO",
            "CO₂",
            "tokens/s",
            "this process",
            "cpu-time",
            "chatcmpl-",
            "promptTokens",
            "outputTokens",
            "prefillNanos",
            "decodeNanos",
            "XAQ",
            "openness",
            "quantisation",
            "propensity",
            "\"seed\"");

    private Canaries() {}

    /** A third one that comes in for another; its marks begin as those of the left one. */
    static TestArena.Entry spare(UnaryOperator<String> answer) {
        return entry("leftspare", 1.731, answer, 997);
    }

    static TestArena.Entry left(UnaryOperator<String> answer) {
        return entry("left", 1.731, answer, 1303);
    }

    static TestArena.Entry right(UnaryOperator<String> answer) {
        return entry("right", 0.6413, answer, 4021);
    }

    private static TestArena.Entry entry(String which, double billions, UnaryOperator<String> answer, int speed) {
        String mark = "qz" + which;
        return new TestArena.Entry(
                new ModelCard(
                        mark + "-id",
                        mark + "-name",
                        mark + "-family",
                        mark + "-maker",
                        "XAQ",
                        "1987-06",
                        mark + "-licence",
                        Openness.SEMI_OPEN,
                        ParameterCount.of(billions),
                        ParameterCount.of(billions),
                        true,
                        Optional.of(86_313),
                        Optional.of("Q7_Z" + which),
                        "FRA",
                        1.37,
                        Optional.of(mark + "-teacher"),
                        Map.of("fr", mark + "-description", "en", mark + "-description"),
                        Optional.of(new Training(7_151_913, 88_017, 1, 2, 3, mark + "-method", 0.7919)),
                        Optional.of("/qz/secret/" + which + ".gguf"),
                        ModelStatus.ENABLED),
                new ScriptedModel(mark + "-id", speed, answer));
    }
}
