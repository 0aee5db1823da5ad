package io.joute.arena.dataset;

import java.util.Locale;
import java.util.Map;

/** Tells numbers that mean something from numbers that only look like them. */
final class Checksums {
    /** Lengths of the account numbers of the countries around here. */
    private static final Map<String, Integer> IBAN_LENGTHS = Map.ofEntries(
            Map.entry("AT", 20),
            Map.entry("BE", 16),
            Map.entry("BG", 22),
            Map.entry("CH", 21),
            Map.entry("CY", 28),
            Map.entry("CZ", 24),
            Map.entry("DE", 22),
            Map.entry("DK", 18),
            Map.entry("EE", 20),
            Map.entry("ES", 24),
            Map.entry("FI", 18),
            Map.entry("FR", 27),
            Map.entry("GB", 22),
            Map.entry("GR", 27),
            Map.entry("HR", 21),
            Map.entry("HU", 28),
            Map.entry("IE", 22),
            Map.entry("IS", 26),
            Map.entry("IT", 27),
            Map.entry("LI", 21),
            Map.entry("LT", 20),
            Map.entry("LU", 20),
            Map.entry("LV", 21),
            Map.entry("MC", 27),
            Map.entry("MT", 31),
            Map.entry("NL", 18),
            Map.entry("NO", 15),
            Map.entry("PL", 28),
            Map.entry("PT", 25),
            Map.entry("RO", 24),
            Map.entry("SE", 24),
            Map.entry("SI", 19),
            Map.entry("SK", 24),
            Map.entry("SM", 27));

    private Checksums() {}

    /** How many characters of {@code text} an account number at its start takes, separators included; 0 for none. */
    static int iban(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                plain.append(text.charAt(i));
                int wanted = plain.length() < 2
                        ? 0
                        : IBAN_LENGTHS.getOrDefault(plain.substring(0, 2).toUpperCase(Locale.ROOT), 0);
                if (plain.length() == wanted) {
                    return remainderIsOne(plain.toString()) ? i + 1 : 0;
                }
            }
        }
        return 0;
    }

    private static boolean remainderIsOne(String iban) {
        String turned = iban.substring(4) + iban.substring(0, 4);
        int remainder = 0;
        for (int i = 0; i < turned.length(); i++) {
            int value = Character.digit(turned.charAt(i), 36);
            remainder = (value > 9 ? remainder * 100 + value : remainder * 10 + value) % 97;
        }
        return remainder == 1;
    }

    /** Whether a number of 13 to 19 digits may be a payment card's. */
    static boolean card(String text) {
        String digits = text.replaceAll("\\D", "");
        if (digits.length() < 13
                || digits.length() > 19
                || digits.chars().distinct().count() < 2) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = digit * 2;
            sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    /** Whether 13 characters and a key of two are a French social security number. */
    static boolean nir(String text) {
        String plain = text.replaceAll("[^0-9ABab]", "").toUpperCase(Locale.ROOT);
        if (plain.length() != 15) {
            return false;
        }
        String number = plain.substring(0, 13).replace("2A", "19").replace("2B", "18");
        if (!number.matches("\\d{13}") || !plain.substring(13).matches("\\d{2}")) {
            return false;
        }
        long key = 97 - Long.parseLong(number) % 97;
        return key == Long.parseLong(plain.substring(13));
    }
}
