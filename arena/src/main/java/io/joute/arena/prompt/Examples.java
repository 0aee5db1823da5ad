package io.joute.arena.prompt;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What examples say of a prompt: for each category the logarithm of how much likelier its features are there than
 * anywhere (naive Bayes, drawn towards the mean as by {@value #PRIOR_EXAMPLES} more examples).
 *
 * <p>Features are words, how longer words begin, neighbours, and how the prompt begins: a request has a form of its own
 * ("write …", "how do I …") whatever it is about. Each counts once.
 */
final class Examples {
    private static final double PRIOR_EXAMPLES = 33;
    private static final int MOST_WORDS = 60;
    private static final int LONG_WORD = 6;
    private static final int LONGER_WORD = 8;
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final Map<String, Map<Category, Double>> evidence = new HashMap<>();

    /** Learn from lines of a language, a category and a prompt each, split by tabs. */
    Examples(List<String> lines) {
        Map<Category, Integer> examples = new EnumMap<>(Category.class);
        Map<String, Map<Category, Integer>> counts = new HashMap<>();
        for (String line : lines) {
            String[] cells = line.split("\t", 3);
            Category category = Category.ofKey(cells[1]).orElseThrow();
            examples.merge(category, 1, Integer::sum);
            for (String feature : features(Categories.folded(cells[2]))) {
                counts.computeIfAbsent(feature, key -> new EnumMap<>(Category.class))
                        .merge(category, 1, Integer::sum);
            }
        }
        counts.forEach((feature, found) -> evidence.put(feature, evidence(found, examples, lines.size())));
    }

    private static Map<Category, Double> evidence(
            Map<Category, Integer> found, Map<Category, Integer> examples, int all) {
        double mean = found.values().stream().mapToInt(Integer::intValue).sum() / (double) all;
        Map<Category, Double> told = new EnumMap<>(Category.class);
        examples.forEach((category, number) -> {
            double here = (found.getOrDefault(category, 0) + PRIOR_EXAMPLES * mean) / (number + PRIOR_EXAMPLES);
            told.put(category, Math.log(here / mean));
        });
        return told;
    }

    /** What speaks for each category, in nats; of a prompt already folded. */
    Map<Category, Double> of(String folded) {
        Map<Category, Double> sum = new EnumMap<>(Category.class);
        for (String feature : features(folded)) {
            evidence.getOrDefault(feature, Map.of())
                    .forEach((category, told) -> sum.merge(category, told, Double::sum));
        }
        return sum;
    }

    private static Set<String> features(String folded) {
        List<String> words = words(folded);
        Set<String> features = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            features.add(word);
            if (word.length() >= LONG_WORD) {
                features.add(word.substring(0, LONG_WORD - 1) + '-');
            }
            if (word.length() >= LONGER_WORD) {
                features.add(word.substring(0, LONGER_WORD - 1) + '-');
            }
            if (i > 0) {
                features.add(words.get(i - 1) + ' ' + word);
            }
        }
        if (!words.isEmpty()) {
            features.add('^' + words.getFirst());
        }
        if (words.size() > 1) {
            features.add('^' + words.getFirst() + ' ' + words.get(1));
        }
        return features;
    }

    /** The first words; of a number only how many digits it has. */
    private static List<String> words(String folded) {
        Stream<String> words = SPACE.splitAsStream(folded).filter(word -> !word.isEmpty());
        return new ArrayList<>(words.limit(MOST_WORDS)
                .map(word -> DIGITS.matcher(word).matches() ? "9".repeat(word.length()) : word)
                .toList());
    }
}
