package io.joute.arena.dataset;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells names of people: by what stands before them ("je m'appelle", "Mme", "my name is", "Best regards"), or as a common
 * first name before another capitalised word. There, names that everyone knows stay, as a whole: who asks about Victor Hugo
 * writes of nobody whose privacy is at stake, but Hugo alone, or with another name, may be anybody. A name found once is taken out wherever it comes again in that text.
 */
final class Names {
    private static final String WORD = "\\p{Lu}[\\p{L}'’]{1,25}(?:-\\p{Lu}[\\p{L}'’]{1,25}){0,2}";
    private static final String PARTICLE = "(?:(?:de|du|des|d'|le|la|van|von|der|el|ben|O'|Mc)\\s?){0,2}";
    private static final String NAME = WORD + "(?:\\s" + PARTICLE + WORD + "){0,3}";

    private static final Pattern INTRODUCED = Pattern.compile(
            "(?:(?<![\\p{L}])(?i:je m['’]appelle|mon nom est|mon nom de famille est|mon prénom est|je suis (?:madame|monsieur)|ici|nommée?|prénommée?"
                    + "|my name is|my name's|i am called|call me|named|this is)\\s+"
                    + "|(?<![\\p{L}])(?:M\\.|MM\\.|Mme|Mlle|Mr\\.?|Mrs\\.?|Ms\\.?|Miss|Dr\\.?|Pr\\.?|Me|Maître|Docteur|Professeur|Professor|Doctor|Monsieur|Madame|Mademoiselle)\\s+"
                    + "|(?i:(?<![\\p{L}])(?:mon|ma|mes|notre|my|our)\\s(?:mari|femme|fils|fille|frère|sœur|soeur|ami|amie|voisin|voisine|collègue|patron|patronne|chef|cheffe|mère|père|cousin|cousine|compagnon|compagne"
                    + "|husband|wife|son|daughter|brother|sister|friend|neighbour|neighbor|colleague|boss|manager|mother|father|partner),?)\\s+"
                    + "|(?i:cordialement|bien à vous|sincères salutations|amicalement|best regards|kind regards|regards|sincerely|yours truly|signé|signed)[ ,:]*\\n{0,3}\\s{0,4})"
                    + "(" + NAME + ")");
    private static final Pattern PAIR = Pattern.compile("(?<![\\p{L}\\[])(" + WORD + ")\\s(" + PARTICLE + WORD + ")");
    private static final Pattern SPACE = Pattern.compile("\\s");
    private static final Set<String> FIRST = Set.copyOf(NameLists.FIRST);
    private static final Set<String> FAMOUS = Set.copyOf(NameLists.FAMOUS);
    private static final Set<String> PLACES = Set.copyOf(NameLists.PLACES);
    private static final Set<String> NO_NAMES = Set.copyOf(NameLists.NO_NAMES);

    String redact(String text, Map<Personal, Integer> found) {
        Set<String> names = new LinkedHashSet<>();
        collect(names, INTRODUCED.matcher(text));
        Matcher pair = PAIR.matcher(text);
        int from = 0;
        while (pair.find(from)) {
            boolean name = FIRST.contains(pair.group(1))
                    && !FAMOUS.contains(SPACE.matcher(pair.group()).replaceAll(" "));
            if (name) {
                names.add(pair.group());
            }
            from = name ? pair.end() : pair.end(1);
        }
        return names.isEmpty() ? text : without(text, names, found);
    }

    private static void collect(Set<String> names, Matcher matcher) {
        while (matcher.find()) {
            String name = matcher.group(1);
            if (!PLACES.contains(name) && !NO_NAMES.contains(firstWord(name))) {
                names.add(name);
            }
        }
    }

    private static String firstWord(String name) {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    /** Whole names first, then their words wherever they stand alone. */
    private static String without(String text, Set<String> names, Map<Personal, Integer> found) {
        Set<String> parts = new HashSet<>();
        for (String name : names) {
            for (String word : SPACE.split(name, -1)) {
                if (word.length() >= 3 && Character.isUpperCase(word.charAt(0)) && !NO_NAMES.contains(word)) {
                    parts.add(word);
                }
            }
        }
        String left = text;
        for (String name : names) {
            left = replaced(left, name, found);
        }
        for (String part : parts) {
            left = replaced(left, part, found);
        }
        return left;
    }

    private static String replaced(String text, String name, Map<Personal, Integer> found) {
        Matcher matcher = Pattern.compile("(?<![\\p{L}\\[])" + Pattern.quote(name) + "(?![\\p{L}\\]])")
                .matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        if (count > 0) {
            found.merge(Personal.NAME, count, Integer::sum);
        }
        return count == 0 ? text : matcher.replaceAll(Matcher.quoteReplacement(Personal.NAME.mark()));
    }
}
