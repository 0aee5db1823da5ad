package io.joute.distill.demo;

import java.util.Locale;
import java.util.Map;

/** French and English spelling in templates. */
final class Phrase {
    private static final String VOWELS = "aeiouyéèêâîôûàœhAEIOUYÉÈÊÂÎÔÛÀŒH";

    private Phrase() {}

    /** Put values in the places {@code {name}} of a template, with the contractions that French asks for. */
    static String fill(String template, Map<String, String> values) {
        String text = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        if (text.indexOf('{') >= 0) {
            throw new IllegalStateException("template '" + template + "' asks for more than " + values.keySet());
        }
        return elided(text);
    }

    private static String elided(String text) {
        return text.replace(" de le ", " du ")
                .replace(" de les ", " des ")
                .replace(" au imparfait", " à l'imparfait")
                .replace("Et le imparfait", "Et l'imparfait")
                .replaceAll(" de ([aeiouAEIOUéèêÉ])", " d'$1")
                .replaceAll("que (une? )", "qu'$1");
    }

    /** "la France", "l'Italie", "Cuba". */
    static String the(String article, String name) {
        return article.isEmpty() ? name : article.endsWith("'") ? article + name : article + " " + name;
    }

    /** "de la France", "du Japon", "de l'Italie", "des États-Unis", "de Cuba". */
    static String of(String article, String name) {
        return switch (article) {
            case "le" -> "du " + name;
            case "les" -> "des " + name;
            case "" -> ofBare(name);
            default -> "de " + the(article, name);
        };
    }

    /** "en France", "au Japon", "aux États-Unis", "à Cuba". */
    static String in(String article, String name) {
        return switch (article) {
            case "le" -> "au " + name;
            case "les" -> "aux " + name;
            case "" -> "à " + name;
            default -> "en " + name;
        };
    }

    /** "de parler", "d'aimer". */
    static String ofBare(String word) {
        return startsWithVowel(word) ? "d'" + word : "de " + word;
    }

    static boolean startsWithVowel(String word) {
        return VOWELS.indexOf(word.charAt(0)) >= 0;
    }

    /** With a capital first letter. */
    static String capitalised(String text) {
        int first = text.offsetByCodePoints(0, 1);
        return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
    }

    /** Without its article. */
    static String bare(String term) {
        for (String article : new String[] {"un ", "une ", "la ", "le ", "les ", "l'", "a ", "an ", "the "}) {
            if (term.startsWith(article)) {
                return term.substring(article.length());
            }
        }
        return term;
    }
}
