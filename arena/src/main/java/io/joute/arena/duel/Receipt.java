package io.joute.arena.duel;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A code shown with the reveal: who has it may have the texts of that duel erased, without account or cookie.
 *
 * @param code 16 of 32 characters that are hard to confuse, so 80 random bits, in groups of four
 */
public record Receipt(String code) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUPS = 4;
    private static final int GROUP = 4;
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{4}(-[" + ALPHABET + "]{4}){3}");

    public Receipt {
        if (!FORM.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "a receipt code of " + code.length() + " characters, expected 4 groups of 4 of " + ALPHABET);
        }
    }

    /** A new one; {@code random} must be unpredictable. */
    static Receipt fresh(RandomGenerator random) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Receipt(code.toString());
    }

    /** What somebody typed, spaces, case and look-alikes forgiven; empty when it is no code. */
    public static Optional<Receipt> typed(String text) {
        String plain = text.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Pd}]", "")
                .replace('O', '0')
                .replaceAll("[IL]", "1");
        if (plain.length() != GROUPS * GROUP) {
            return Optional.empty();
        }
        String code = plain.replaceAll("(.{4})(?!$)", "$1-");
        return FORM.matcher(code).matches() ? Optional.of(new Receipt(code)) : Optional.empty();
    }
}
