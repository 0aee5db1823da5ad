package io.joute.server.page;

import io.joute.server.http.Language;
import io.joute.server.http.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The sentences of the pages in one language, by key. Safe for any number of threads. */
public final class Words {
    private final Language language;
    private final SortedMap<String, String> byKey;

    private Words(Language language, SortedMap<String, String> byKey) {
        this.language = language;
        this.byKey = byKey;
    }

    /** Read the sentences of every language from the jar. */
    public static Map<Language, Words> all() {
        Map<Language, Words> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            all.put(language, new Words(language, read(language)));
        }
        return all;
    }

    /** Their language. */
    public Language language() {
        return language;
    }

    /** The sentence of {@code key}, each {@code {n}} replaced by the n-th value. */
    public String say(String key, Object... values) {
        String sentence = byKey.get(key);
        if (sentence == null) {
            throw new IllegalArgumentException(
                    "no sentence '" + key + "' in messages_" + language.code() + ".properties: add it");
        }
        for (int i = 0; i < values.length; i++) {
            sentence = sentence.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return sentence;
    }

    /** What a visitor is told of a refusal. */
    public String told(Refusal refusal) {
        return say(refusal.sentence(), refusal.named().stream().map(this::say).collect(Collectors.joining(", ")));
    }

    /** Whether there is a sentence of this key. */
    public boolean has(String key) {
        return byKey.containsKey(key);
    }

    /** The sentence {@code key.one} or {@code key.other}, whichever suits {@code count}, which is its {@code {0}}. */
    public String count(String key, long count) {
        return form(
                key, count, NumberFormat.getIntegerInstance(language.locale()).format(count));
    }

    /** The sentence {@code key.one} or {@code key.other}, whichever suits {@code count}, with values of its own. */
    public String form(String key, long count, Object... values) {
        return say(key + (isOne(count) ? ".one" : ".other"), values);
    }

    private boolean isOne(long count) {
        return language == Language.FRENCH ? count < 2 : count == 1;
    }

    /** A text of ours from elsewhere, with the spaces that its language's printing has. */
    String typeset(String text) {
        return language == Language.FRENCH ? Typography.french(text) : text;
    }

    /** All keys and sentences, sorted by key. */
    SortedMap<String, String> byKey() {
        return java.util.Collections.unmodifiableSortedMap(byKey);
    }

    private static SortedMap<String, String> read(Language language) {
        String file = "messages_" + language.code() + ".properties";
        Properties properties = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + file + ": build it again");
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            properties.load(reader);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + file + " from the jar", broken);
        }
        SortedMap<String, String> sentences = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> {
            String sentence = properties.getProperty(key, "");
            sentences.put(key, language == Language.FRENCH ? Typography.french(sentence) : sentence);
        });
        return sentences;
    }
}
