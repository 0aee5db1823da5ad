package io.joute.engine.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Schemas at random, of all that can be honoured. */
final class RandomSchemas {
    private static final int DEEPEST = 3;

    private final SplittableRandom random;

    RandomSchemas(long seed) {
        this.random = new SplittableRandom(seed);
    }

    String next() {
        return schema(0);
    }

    private String schema(int depth) {
        List<Supplier<String>> kinds = new ArrayList<>(List.of(
                () -> "{\"type\":\"boolean\"}",
                () -> "{\"type\":[\"null\",\"string\"]}",
                this::string,
                this::integer,
                this::number,
                () -> "{\"enum\":[\"é\",1,[true],{\"k\":null}]}",
                () -> "{\"const\":\"a \\\"quoted\\\" word\"}"));
        if (depth < DEEPEST) {
            kinds.addAll(List.of(
                    () -> object(depth),
                    () -> object(depth),
                    () -> array(depth),
                    () -> array(depth),
                    () -> either(depth)));
        }
        if (depth > 0) {
            kinds.add(() -> "{}");
        }
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private String string() {
        int least = random.nextInt(3);
        return "{\"type\":\"string\",\"minLength\":" + least
                + (random.nextBoolean() ? ",\"maxLength\":" + (least + random.nextInt(6)) : "") + "}";
    }

    private String integer() {
        int low = random.nextInt(-500, 500);
        return "{\"type\":\"integer\",\"exclusiveMinimum\":" + low + ",\"maximum\":" + (low + 1 + random.nextInt(300))
                + "}";
    }

    private String number() {
        double low = random.nextInt(-500, 500) / 100.0;
        double high = low + (1 + random.nextInt(300)) / 100.0;
        return "{\"type\":\"number\",\"minimum\":" + low + ",\"exclusiveMaximum\":" + Math.round(high * 100) / 100.0
                + "}";
    }

    private String either(int depth) {
        return "{\"anyOf\":[" + schema(depth + 1) + "," + schema(depth + 1) + "]}";
    }

    private String array(int depth) {
        int least = random.nextInt(3);
        return "{\"type\":\"array\",\"items\":" + schema(depth + 1) + ",\"minItems\":" + least
                + (random.nextBoolean() ? ",\"maxItems\":" + (least + random.nextInt(3)) : "") + "}";
    }

    private String object(int depth) {
        List<String> properties = new ArrayList<>();
        List<String> required = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            properties.add("\"p" + i + "\":" + schema(depth + 1));
            if (random.nextBoolean()) {
                required.add("\"p" + i + "\"");
            }
        }
        return "{\"type\":\"object\",\"properties\":{" + String.join(",", properties) + "},\"required\":["
                + String.join(",", required) + "],\"additionalProperties\":" + random.nextBoolean() + "}";
    }
}
