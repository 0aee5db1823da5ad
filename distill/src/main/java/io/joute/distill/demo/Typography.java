package io.joute.distill.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/** The ways in which people type the same question. */
final class Typography {
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final Pattern END = Pattern.compile("\\s*[?.!]+$");
    private static final Pattern SPACED_END = Pattern.compile("\\s+([?!])");
    private static final List<String> FRENCH_BEFORE =
            List.of("Bonjour, ", "Bonjour ! ", "Salut, ", "S'il te plaît, ", "Dis, ", "Bonjour ");
    private static final List<String> ENGLISH_BEFORE = List.of("Hello, ", "Hi! ", "Please, ", "Hi, ", "Hello! ");
    private static final List<String> FRENCH_AFTER = List.of(" s'il te plaît", " stp", " svp", " s'il vous plaît");
    private static final List<String> ENGLISH_AFTER = List.of(" please", ", please");

    private static final String NO_BREAK_SPACE = "\u00A0";

    private Typography() {}

    /** Another spelling of an example's question; perhaps the same. */
    static Example vary(Example example, Random random) {
        String text = example.question();
        if (isSentence(example) && random.nextInt(8) == 0) {
            text = politely(text, example.language(), random);
        }
        if (random.nextInt(2) == 0) {
            String ended = ending(text, random);
            text = ended.isBlank() ? text : ended;
        }
        if (example.language() == Language.FRENCH && random.nextInt(3) == 0) {
            text = withoutMarks(text);
        }
        if (random.nextInt(2) == 0) {
            text = cased(text, random);
        }
        if (random.nextInt(4) == 0) {
            text = text.replace('\'', '’');
        }
        return example.asked(text);
    }

    private static boolean isSentence(Example example) {
        return example.category() != Category.SMALL_TALK
                && example.category() != Category.FOLLOW_UPS
                && example.question().length() > 15;
    }

    private static String politely(String text, Language language, Random random) {
        boolean french = language == Language.FRENCH;
        if (random.nextBoolean()) {
            return Chance.one(french ? FRENCH_BEFORE : ENGLISH_BEFORE, random) + lowerFirst(text);
        }
        String end = text.substring(END.matcher(text).replaceFirst("").length());
        return END.matcher(text).replaceFirst("") + Chance.one(french ? FRENCH_AFTER : ENGLISH_AFTER, random) + end;
    }

    /** A sentence goes on in lower case, a name keeps its capital. */
    private static String lowerFirst(String text) {
        boolean name = text.startsWith("Llama")
                || text.startsWith("Gemma")
                || text.startsWith("Mistral")
                || text.startsWith("Claude")
                || text.startsWith("I ");
        return name ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String ending(String text, Random random) {
        return switch (random.nextInt(9)) {
            case 0, 1, 2, 3 -> END.matcher(text).replaceFirst("");
            case 4, 5 -> SPACED_END.matcher(text).replaceAll("$1");
            case 6 -> SPACED_END.matcher(text).replaceAll(NO_BREAK_SPACE + "$1");
            default -> text.endsWith("?") ? text + "?" : END.matcher(text).replaceFirst(" !");
        };
    }

    /** Without accents, as on a keyboard that lacks them. */
    static String withoutMarks(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    private static String cased(String text, Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> text.toUpperCase(Locale.ROOT);
            case 2, 3, 4 -> lowerFirst(text);
            default -> text.toLowerCase(Locale.ROOT);
        };
    }

    /** With one slip of the keyboard in a long word: two letters exchanged, or one missing. */
    static String mistyped(String text, Random random) {
        var places = new ArrayList<Integer>();
        for (int i = 2; i + 3 < text.length(); i++) {
            if (text.substring(i - 2, i + 3).chars().allMatch(Character::isLetter)) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return text;
        }
        int at = Chance.one(places, random);
        return random.nextBoolean()
                ? text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2)
                : text.substring(0, at) + text.substring(at + 1);
    }
}
