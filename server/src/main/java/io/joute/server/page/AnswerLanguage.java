package io.joute.server.page;

import io.joute.server.http.Language;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells French from English by their small words, so that a screen reader reads a text with the right voice. */
final class AnswerLanguage {
    private static final Pattern WORD = Pattern.compile("[^\\p{L}’']+|(?<=['’])");
    private static final int ENOUGH_WORDS = 200;
    private static final Set<String> FRENCH = Set.of(
            "le",
            "la",
            "les",
            "l'",
            "d'",
            "des",
            "du",
            "de",
            "un",
            "une",
            "et",
            "est",
            "sont",
            "que",
            "qui",
            "quel",
            "quelle",
            "qu'",
            "c'",
            "je",
            "tu",
            "il",
            "elle",
            "nous",
            "vous",
            "ne",
            "pas",
            "dans",
            "pour",
            "avec",
            "sur",
            "au",
            "aux",
            "ce",
            "cette",
            "son",
            "sa",
            "ses",
            "combien",
            "comment",
            "pourquoi",
            "où",
            "très",
            "plus",
            "par");
    private static final Set<String> ENGLISH = Set.of(
            "the", "of", "and", "is", "are", "was", "to", "in", "that", "it", "for", "with", "what", "which", "who",
            "how", "why", "where", "i", "you", "he", "she", "we", "they", "not", "this", "these", "my", "your", "do",
            "does", "from", "by", "at", "an", "be", "have", "has", "can", "many", "much", "if", "or");

    private AnswerLanguage() {}

    /** The language of {@code text}; {@code otherwise} when its words do not tell. */
    static Language of(String text, Language otherwise) {
        String[] words = WORD.split(text.toLowerCase(Locale.ROOT).replace('’', '\''), ENOUGH_WORDS + 1);
        int french = 0;
        int english = 0;
        for (int i = 0; i < Math.min(words.length, ENOUGH_WORDS); i++) {
            french += FRENCH.contains(words[i]) ? 1 : 0;
            english += ENGLISH.contains(words[i]) ? 1 : 0;
        }
        if (french == english) {
            return otherwise;
        }
        return french > english ? Language.FRENCH : Language.ENGLISH;
    }
}
