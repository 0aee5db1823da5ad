package io.joute.arena.prompt;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells a language by its script, where one language is by far the likeliest for it. */
final class Scripts {
    static final List<String> LANGUAGES =
            List.of("zh", "ja", "ko", "ru", "uk", "ar", "fa", "el", "he", "hi", "th", "hy", "ka", "bn", "ta");

    /** Letters of Ukrainian that Russian lacks. */
    private static final String UKRAINIAN = "іїєґІЇЄҐ";
    /** Letters of Persian that Arabic lacks. */
    private static final String PERSIAN = "پچژگ";

    private Scripts() {}

    /** The language; an empty text for a script whose languages are not told apart; empty for Latin, and without letters. */
    static Optional<String> languageOf(String text) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        text.codePoints()
                .filter(Character::isLetter)
                .forEach(letter -> letters.merge(UnicodeScript.of(letter), 1, Integer::sum));
        int kana = letters.getOrDefault(UnicodeScript.HIRAGANA, 0) + letters.getOrDefault(UnicodeScript.KATAKANA, 0);
        return letters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .filter(most -> most != UnicodeScript.LATIN)
                .map(most -> language(most, kana, text));
    }

    private static String language(UnicodeScript most, int kana, String text) {
        return switch (most) {
            case HAN -> kana > 0 ? "ja" : "zh";
            case HIRAGANA, KATAKANA -> "ja";
            case HANGUL -> "ko";
            case CYRILLIC -> has(text, UKRAINIAN) ? "uk" : "ru";
            case ARABIC -> has(text, PERSIAN) ? "fa" : "ar";
            case GREEK -> "el";
            case HEBREW -> "he";
            case DEVANAGARI -> "hi";
            case THAI -> "th";
            case ARMENIAN -> "hy";
            case GEORGIAN -> "ka";
            case BENGALI -> "bn";
            case TAMIL -> "ta";
            default -> "";
        };
    }

    private static boolean has(String text, String letters) {
        return text.chars().anyMatch(letter -> letters.indexOf(letter) >= 0);
    }
}
