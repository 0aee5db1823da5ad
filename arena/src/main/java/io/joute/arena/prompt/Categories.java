package io.joute.arena.prompt;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what a prompt is about by the words in it and by {@link Examples}: each word, stem or phrase on a category's list
 * speaks for it with a weight, so does what the prompt has in common with examples, and the category with the most wins if
 * that is enough and clearly more than another has. Words at the start count double: they are the request, what follows is
 * often a text to work on; so a word counts once, however often it comes.
 */
final class Categories {
    private static final Pattern ENTRY = Pattern.compile("\"([^\"]+)\"(?:\\*(\\d))?|(\\S+?)(?:\\*(\\d))?(?=\\s|$)");
    private static final Pattern CODE = Pattern.compile(
            "```|\\b(?:def|public|static|void|const|import|SELECT|INSERT|UPDATE) \\w+.*[({=;*]|[;{}]\\s*$|</\\w+>|\\w+\\(\\)|\\[[^\\]]*-[^\\]]*\\][+*{]",
            Pattern.MULTILINE);
    private static final Pattern SUM =
            Pattern.compile("\\d\\s*[-+*/×÷^=]\\s*\\d|\\b[xyn]\\s*[-+=^²]|\\d\\s?%|\\d[xn]\\b");
    private static final Pattern QUESTION = Pattern.compile(
            "^(?:who|what|when|where|why|how|which|qui|que|qu|quel|quelle|quels|quelles|quand|ou|comment|pourquoi|combien) ");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9+]+");
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final int START_WORDS = 12;
    private static final int FORM_WEIGHT = 6;
    private static final int SUM_WEIGHT = 5;
    /** Nats that a vote of a list is worth; chosen on the examples, as are these limits. */
    private static final double VOTE = 3;
    /** Less does not tell: better none than a wrong one. */
    private static final double ENOUGH = 5;
    /** What the best must have over the second. */
    private static final double SURE = 2;

    private final Map<String, List<Voice>> words = new HashMap<>();
    private final Map<String, List<Voice>> stems = new HashMap<>();
    private final Map<String, List<Voice>> phrases = new HashMap<>();

    private final Examples examples;

    private record Voice(Category category, int weight) {}

    /** Learn from lines of a category and its entries each, and from examples. */
    Categories(List<String> lines, Examples examples) {
        this.examples = examples;
        for (String line : lines) {
            int space = line.indexOf(' ');
            Category category = Category.ofKey(line.substring(0, space)).orElseThrow();
            Matcher entry = ENTRY.matcher(line.substring(space + 1));
            while (entry.find()) {
                learn(category, entry);
            }
        }
    }

    private void learn(Category category, Matcher entry) {
        boolean phrase = entry.group(1) != null;
        String text = phrase ? entry.group(1) : entry.group(3);
        String weight = phrase ? entry.group(2) : entry.group(4);
        Voice voice = new Voice(category, weight == null ? 1 : Integer.parseInt(weight));
        if (phrase) {
            add(phrases, text, voice);
        } else if (text.endsWith("-")) {
            add(stems, text.substring(0, text.length() - 1), voice);
        } else {
            add(words, text, voice);
        }
    }

    private static void add(Map<String, List<Voice>> list, String key, Voice voice) {
        list.computeIfAbsent(key, each -> new ArrayList<>()).add(voice);
    }

    /** What a prompt is about. */
    Category of(String prompt) {
        String folded = folded(prompt);
        Map<Category, Integer> votes = new EnumMap<>(Category.class);
        votes.merge(Category.CODE, CODE.matcher(prompt).find() ? FORM_WEIGHT : 0, Integer::sum);
        votes.merge(Category.MATHEMATICS, SUM.matcher(prompt).find() ? SUM_WEIGHT : 0, Integer::sum);
        votes.merge(Category.KNOWLEDGE, QUESTION.matcher(folded).find() ? 1 : 0, Integer::sum);
        String padded = ' ' + folded + ' ';
        phrases.forEach((phrase, voices) -> {
            int at = padded.indexOf(' ' + phrase + ' ');
            if (at >= 0) {
                add(votes, voices, at < 60 ? 2 : 1);
            }
        });
        List<String> all = SPACE.splitAsStream(folded).distinct().toList();
        for (int i = 0; i < all.size(); i++) {
            hear(votes, all.get(i), i < START_WORDS ? 2 : 1);
        }
        return winner(votes, examples.of(folded));
    }

    private static Category winner(Map<Category, Integer> votes, Map<Category, Double> likeness) {
        Category best = Category.OTHER;
        double first = 0;
        double second = 0;
        for (Category category : Category.values()) {
            double told = VOTE * votes.getOrDefault(category, 0) + likeness.getOrDefault(category, 0.0);
            if (told > first) {
                second = first;
                first = told;
                best = category;
            } else {
                second = Math.max(second, told);
            }
        }
        return first >= ENOUGH && first - second >= SURE ? best : Category.OTHER;
    }

    private void hear(Map<Category, Integer> votes, String word, int times) {
        List<Voice> whole = words.get(word);
        if (whole != null) {
            add(votes, whole, times);
            return;
        }
        for (int length = word.length(); length > 2; length--) {
            List<Voice> voices = stems.get(word.substring(0, length));
            if (voices != null) {
                add(votes, voices, times);
                return;
            }
        }
    }

    private static void add(Map<Category, Integer> votes, List<Voice> voices, int times) {
        voices.forEach(voice -> votes.merge(voice.category, voice.weight * times, Integer::sum));
    }

    /** Small plain letters, digits and plus signs; everything else is one space. */
    static String folded(String text) {
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT).replace("œ", "oe"), Normalizer.Form.NFD);
        return NO_WORD.matcher(MARKS.matcher(plain).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }
}
