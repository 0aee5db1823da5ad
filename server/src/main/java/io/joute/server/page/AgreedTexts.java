package io.joute.server.page;

import io.joute.arena.admin.LegalText;
import io.joute.arena.admin.LegalTexts;
import io.joute.arena.admin.TextVersion;
import io.joute.arena.duel.Terms;
import io.joute.server.http.Language;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts that come with Joute, and the terms that the texts in force are. */
public final class AgreedTexts {
    /** Changes with every change of the shipped texts that matters. */
    static final String SHIPPED_VERSION = "2026-11";

    private static final List<String> RULES =
            List.of("terms.wrong", "terms.personal", "terms.illegal", "terms.kept", "terms.erase");
    private static final List<String> NOTICE = List.of("what", "why", "where", "cookies", "long", "rights");

    private AgreedTexts() {}

    /** The texts that come with Joute: Markdown, by the code of the language. */
    public static Map<LegalText, Map<String, String>> shipped() {
        Map<LegalText, Map<String, String>> texts = new EnumMap<>(LegalText.class);
        Map<String, String> terms = new TreeMap<>();
        Map<String, String> privacy = new TreeMap<>();
        Words.all().forEach((language, words) -> {
            terms.put(language.code(), terms(words));
            privacy.put(language.code(), privacy(words));
        });
        texts.put(LegalText.TERMS, terms);
        texts.put(LegalText.PRIVACY, privacy);
        return texts;
    }

    /** What a visitor agrees to now: all texts in all languages, digested. */
    public static Terms inForce(LegalTexts texts) {
        return terms(texts.current().map(AgreedTexts::version).orElse(SHIPPED_VERSION), texts::words);
    }

    /** What a visitor agreed to who agreed to this version. */
    static Terms of(TextVersion version) {
        return terms(
                version(version), text -> Objects.requireNonNull(version.texts().get(text)));
    }

    /** What a version is known by in forms, in the log and in datasets. */
    private static String version(TextVersion version) {
        return Integer.toString(version.number());
    }

    private static Terms terms(String version, java.util.function.Function<LegalText, Map<String, String>> words) {
        return Terms.of(
                version,
                Arrays.stream(LegalText.values())
                        .map(words)
                        .flatMap(byLanguage -> Arrays.stream(Language.values())
                                .map(language -> byLanguage.getOrDefault(language.code(), "")))
                        .toList());
    }

    private static String terms(Words words) {
        return Stream.concat(
                        RULES.stream().map(key -> "1. " + words.say(key)),
                        Stream.of("", words.say("terms.publication")))
                .collect(Collectors.joining("\n"));
    }

    private static String privacy(Words words) {
        return NOTICE.stream()
                .map(key -> "# " + words.say("privacy." + key) + "\n\n" + words.say("privacy." + key + ".text"))
                .collect(Collectors.joining("\n\n"));
    }
}
