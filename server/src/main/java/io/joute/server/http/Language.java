package io.joute.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language that Joute is written in. */
public enum Language {
    FRENCH("fr", Locale.FRANCE),
    ENGLISH("en", Locale.UK);

    private final String code;
    private final Locale locale;

    Language(String code, Locale locale) {
        this.code = code;
        this.locale = locale;
    }

    /** Its code in addresses, cookies, {@code lang} attributes and the log. */
    public String code() {
        return code;
    }

    /** How it writes numbers and dates. */
    public Locale locale() {
        return locale;
    }

    /** The language with this code. */
    public static Optional<Language> ofCode(String code) {
        for (Language language : values()) {
            if (language.code.equals(code)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /** The first language of an {@code Accept-Language} header that is ours; English when none is. */
    public static Language preferred(String acceptLanguage) {
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
            Locale found = Locale.lookup(ranges, List.of(Locale.FRENCH, Locale.ENGLISH));
            return found == null ? ENGLISH : ofCode(found.getLanguage()).orElse(ENGLISH);
        } catch (IllegalArgumentException unreadable) {
            return ENGLISH;
        }
    }
}
