package io.joute.server.api.v1;

import io.joute.base.chat.GenerationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/** What both kinds of completion are told about drawing. */
final class Drawing {
    private static final int MOST_STOPS = 16;
    private static final int LONGEST_STOP = 1000;

    private Drawing() {}

    /** The settings that {@code fields} ask for, at most {@code maxOutputTokens} of output. */
    static GenerationSettings settings(Fields fields, int maxOutputTokens) {
        fields.neutral("presence_penalty", "frequency_penalty", "logit_bias");
        double topP = fields.number("top_p", 0, 1).orElse(1.0);
        return new GenerationSettings(
                fields.number("temperature", 0, 2).orElse(1.0),
                fields.whole("top_k", -1, Integer.MAX_VALUE)
                        .map(k -> Math.toIntExact(Math.max(0, k)))
                        .orElse(0),
                Math.max(topP, Double.MIN_NORMAL),
                fields.number("min_p", 0, 0.999).orElse(0.0),
                seed(fields),
                maxOutputTokens,
                stops(fields));
    }

    private static long seed(Fields fields) {
        OptionalLong seed = fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
        return seed.orElseGet(() -> ThreadLocalRandom.current().nextLong());
    }

    private static List<String> stops(Fields fields) {
        List<String> stops = new ArrayList<>();
        if (fields.node("stop").filter(JsonNode::isString).isPresent()) {
            fields.text("stop").ifPresent(stops::add);
        } else {
            for (Fields.Element element : fields.elements("stop")) {
                if (!element.node().isString()) {
                    throw fields.wrong("stop", "a string or an array of strings");
                }
                stops.add(element.node().stringValue());
            }
        }
        stops.removeIf(String::isEmpty);
        if (stops.size() > MOST_STOPS || stops.stream().anyMatch(stop -> stop.length() > LONGEST_STOP)) {
            throw fields.wrong("stop", "at most " + MOST_STOPS + " texts of at most " + LONGEST_STOP + " characters");
        }
        return stops;
    }
}
