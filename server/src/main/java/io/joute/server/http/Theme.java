package io.joute.server.http;

import java.util.Locale;
import java.util.Optional;

/** Light or dark, when the visitor asked for one; the system's choice otherwise. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** Its code in addresses, cookies and the page. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The theme with this code. */
    public static Optional<Theme> ofCode(String code) {
        for (Theme theme : values()) {
            if (theme.code().equals(code)) {
                return Optional.of(theme);
            }
        }
        return Optional.empty();
    }
}
