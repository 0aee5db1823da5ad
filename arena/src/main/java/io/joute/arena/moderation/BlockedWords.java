package io.joute.arena.moderation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words that no question may have. An entry is one word or several that follow each other; a star at the end of a word
 * stands for any ending. Case, accents, punctuation and the width of spaces do not count.
 *
 * <p>No regular expression of an operator is run: looking takes time in proportion to the text and to the entries, whatever
 * either says. Safe for any number of threads.
 */
public final class BlockedWords {
    /** Entries that a list may have. */
    public static final int MOST_ENTRIES = 1000;

    /** Characters that an entry may have. */
    public static final int LONGEST_ENTRY = 100;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}*]+");

    private final List<String> entries;
    private final List<List<Word>> phrases;

    /**
     * Block these entries; empty lines are left out.
     *
     * @throws IllegalArgumentException naming the entry that has no letter or digit, a star elsewhere than at a word's end,
     *     or too many characters
     */
    public BlockedWords(List<String> lines) {
        this.entries = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(entries.size() + " entries, expected at most " + MOST_ENTRIES);
        }
        this.phrases = entries.stream().map(BlockedWords::phrase).toList();
    }

    private record Word(String text, boolean open) {
        boolean fits(String found) {
            return open ? found.startsWith(text) : found.equals(text);
        }
    }

    /** The entries as they were written. */
    public List<String> entries() {
        return entries;
    }

    /** Whether a text has one of them. */
    public boolean in(String text) {
        if (phrases.isEmpty()) {
            return false;
        }
        List<String> words = words(text.replace('*', ' '));
        for (int at = 0; at < words.size(); at++) {
            if (startsAt(words, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsAt(List<String> words, int at) {
        for (List<Word> phrase : phrases) {
            if (follows(phrase, words, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean follows(List<Word> phrase, List<String> words, int at) {
        if (at + phrase.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < phrase.size(); i++) {
            if (!phrase.get(i).fits(words.get(at + i))) {
                return false;
            }
        }
        return true;
    }

    private static List<Word> phrase(String entry) {
        if (entry.length() > LONGEST_ENTRY) {
            throw new IllegalArgumentException("'" + entry.substring(0, 20) + "…' has " + entry.length()
                    + " characters, expected at most " + LONGEST_ENTRY);
        }
        List<Word> phrase = words(entry).stream().map(word -> word(entry, word)).toList();
        if (phrase.isEmpty()) {
            throw new IllegalArgumentException("'" + entry + "' has no letter and no digit");
        }
        return phrase;
    }

    private static Word word(String entry, String word) {
        boolean open = word.endsWith("*");
        String text = open ? word.substring(0, word.length() - 1) : word;
        if (text.isEmpty() || text.indexOf('*') >= 0) {
            throw new IllegalArgumentException("'" + entry + "' has a star elsewhere than at the end of a word");
        }
        return new Word(text, open);
    }

    private static List<String> words(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN.split(plain, -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
