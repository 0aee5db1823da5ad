package io.joute.arena.prompt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Tells languages apart: by script where that is enough, else by how often each language has these letters side by side.
 *
 * <p>Naive Bayes over runs of one to four letters within words, word ends included, with add-half smoothing; a word that
 * is on a language's list counts as a run of its own. Code, addresses and quoted texts are left out, as they are often in
 * another language than the question.
 */
final class Languages {
    private static final int LONGEST_RUN = 4;
    private static final double SMOOTHING = 0.5;
    private static final double WORD_WEIGHT = 2;
    /** Nats that the best must have over the second. */
    private static final double SURE = 1.0;

    private static final Pattern NOISE =
            Pattern.compile("```.*?(```|$)|`[^`]*`|https?://\\S+|[\\w.]+@[\\w.]+", Pattern.DOTALL);
    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{M}'’]+");

    private final Map<String, Map<String, Double>> counts = new TreeMap<>();
    private final Map<String, Double> totals = new HashMap<>();

    /** Learn from lines of a code and a text each. */
    Languages(List<String> lines) {
        for (String line : lines) {
            String code = line.substring(0, 2);
            Map<String, Double> runs = counts.computeIfAbsent(code, key -> new HashMap<>());
            for (String word : words(line.substring(3))) {
                runsOf(word).forEach(run -> runs.merge(run, 1.0, Double::sum));
            }
        }
        counts.forEach((code, runs) -> totals.put(
                code, runs.values().stream().mapToDouble(Double::doubleValue).sum()));
    }

    /** The language of a text, if it can be told. */
    Optional<String> of(String text) {
        String plain = NOISE.matcher(text).replaceAll(" ");
        Optional<String> script = Scripts.languageOf(plain);
        return script.isPresent() ? script.filter(code -> !code.isEmpty()) : latin(plain);
    }

    private Optional<String> latin(String text) {
        List<String> runs = new ArrayList<>();
        words(text).forEach(word -> runs.addAll(runsOf(word)));
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        String best = "";
        double first = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (String code : counts.keySet()) {
            double likelihood = likelihood(code, runs);
            if (likelihood > first) {
                second = first;
                first = likelihood;
                best = code;
            } else {
                second = Math.max(second, likelihood);
            }
        }
        return first - second >= SURE ? Optional.of(best) : Optional.empty();
    }

    private double likelihood(String code, List<String> runs) {
        Map<String, Double> known = counts.getOrDefault(code, Map.of());
        double total = totals.getOrDefault(code, 0.0) + SMOOTHING * counts.size() * known.size();
        double sum = 0;
        for (String run : runs) {
            double weight = run.startsWith("#") ? WORD_WEIGHT : 1;
            sum += weight * Math.log((known.getOrDefault(run, 0.0) + SMOOTHING) / total);
        }
        return sum;
    }

    private static List<String> words(String text) {
        return WORDS.splitAsStream(text.toLowerCase(Locale.ROOT).replace('’', '\''))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A word's runs of letters, {@code _} for its ends, and {@code #} before the whole of it. */
    private static List<String> runsOf(String word) {
        String ended = '_' + word + '_';
        List<String> runs = new ArrayList<>();
        runs.add('#' + word);
        for (int length = 1; length <= LONGEST_RUN; length++) {
            for (int at = 0; at + length <= ended.length(); at++) {
                runs.add(ended.substring(at, at + length));
            }
        }
        return runs;
    }
}
