package io.joute.server.page;

import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.energy.Amount;
import io.joute.arena.energy.Digits;
import io.joute.server.http.Language;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Numbers as the reader's language writes them, with a unit that suits their size. */
public final class Figures {
    private static final String UNBREAKABLE = "\u00A0";
    private static final List<Scale> ENERGY =
            List.of(new Scale(1000, "kWh"), new Scale(0.1, "Wh"), new Scale(1e-4, "mWh"), new Scale(0, "µWh"));
    private static final List<Scale> MASS =
            List.of(new Scale(1000, "kg"), new Scale(0.1, "g"), new Scale(1e-4, "mg"), new Scale(0, "µg"));

    private static final double FEWEST_IN_WORDS = 1e-3;

    private final Words words;

    /** Figures beside {@code words}, in their language. */
    public Figures(Words words) {
        this.words = words;
    }

    /** A whole number to two significant digits, as estimates of counts are told. */
    public String significantNumber(long value) {
        return number(value == 0 ? 0 : Math.round(Digits.significant((double) value, 2)));
    }

    /** A whole number with its sign. */
    public String signed(double value) {
        long rounded = Math.round(value);
        String digits = number(Math.abs(rounded));
        return rounded == 0 ? digits : (rounded < 0 ? "−" : "+") + digits;
    }

    /** A whole number. */
    public String number(long value) {
        return NumberFormat.getIntegerInstance(words.language().locale()).format(value);
    }

    /** Rounded to so many significant digits. */
    public String significant(double value, int digits) {
        if (value == 0) {
            return number(0);
        }
        double rounded = Digits.significant(value, digits);
        int decimals = digits - 1 - (int) Math.floor(Math.log10(Math.abs(rounded)));
        return fixed(rounded, Math.clamp(decimals, 0, 9));
    }

    /** With so many decimals. */
    public String fixed(double value, int decimals) {
        NumberFormat format = NumberFormat.getNumberInstance(words.language().locale());
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }

    /** A count that may be far below one, to two significant digits. */
    public String part(double value) {
        return value > 0 && value < 1e-4 ? "<\u00A0" + significant(1e-4, 1) : significant(value, 2);
    }

    /** Cut after two decimals, as the deck's card does. */
    public String truncated(double value) {
        NumberFormat format = NumberFormat.getNumberInstance(words.language().locale());
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        format.setRoundingMode(RoundingMode.DOWN);
        return format.format(value);
    }

    /** A share of one, as a percentage. */
    public String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(words.language().locale());
        format.setMaximumFractionDigits(share > 0 && share < 0.1 ? 1 : 0);
        return format.format(share);
    }

    /** Energy in Wh, three significant digits: 3,24 Wh, 41,2 µWh. */
    public String energy(double wattHours) {
        return scaled(ENERGY, wattHours);
    }

    /** Energy that is a power of ten, for an axis: 10 mWh. */
    public String roundEnergy(double wattHours) {
        Scale scale = Scale.of(ENERGY, wattHours);
        return significant(wattHours / scale.divisor(), 1) + UNBREAKABLE + scale.unit;
    }

    /** A range of energy, both ends in one unit. */
    public String energy(double low, double high) {
        return range(ENERGY, low, high);
    }

    /** Mass of CO2 equivalent in grams, three significant digits. */
    public String mass(double grams) {
        return scaled(MASS, grams);
    }

    /** A range of mass, both ends in one unit. */
    public String mass(double low, double high) {
        return range(MASS, low, high);
    }

    /** A length of time as the equivalents show it: two significant digits. */
    public String time(Amount amount) {
        return significant(amount.value(), 2) + UNBREAKABLE + unit(amount);
    }

    /** A length of time as the deck's card shows it: cut to whole units, unless that leaves nothing. */
    public String truncated(Amount amount) {
        return amount.value() < 1 ? time(amount) : number(amount.truncated()) + UNBREAKABLE + unit(amount);
    }

    /** Seconds, from nanoseconds. */
    public String seconds(long nanos) {
        return significant(nanos / 1e9, 2) + UNBREAKABLE + "s";
    }

    /** The same with the word parameters: 70,6 milliards de paramètres, 210 000 paramètres. */
    public String sizeInWords(ParameterCount count) {
        String key = count.high() < FEWEST_IN_WORDS ? "figure.parameters.few" : "figure.parameters";
        return words.say(key, parameters(count));
    }

    /** A number of parameters: 70,6 milliards, 3,2 millions, 210 000, 44 à 132 milliards. */
    public String parameters(ParameterCount count) {
        if (count.high() < FEWEST_IN_WORDS) {
            return number(Math.round(count.mid() * 1e9));
        }
        Magnitude magnitude = Magnitude.of(count.high());
        String key = "figure." + magnitude.key;
        if (count.isRange()) {
            return words.say(
                    key + ".other",
                    words.say(
                            "figure.range",
                            significant(count.low() / magnitude.billions, 3),
                            significant(count.high() / magnitude.billions, 3)));
        }
        double value = Digits.significant(count.mid() / magnitude.billions, 3);
        boolean one = words.language() == Language.FRENCH ? value < 2 : value == 1;
        return words.say(key + (one ? ".one" : ".other"), trimmed(value));
    }

    /** A date of a card: a month, or a day. */
    public String date(String iso) {
        if (iso.length() == 7) {
            return YearMonth.parse(iso)
                    .format(DateTimeFormatter.ofPattern(
                            "LLLL yyyy", words.language().locale()));
        }
        return LocalDate.parse(iso)
                .format(DateTimeFormatter.ofPattern(
                        "d MMMM yyyy", words.language().locale()));
    }

    /** Up to three significant digits, no zeros at the end: 70, 3,2, 405. */
    private String trimmed(double value) {
        NumberFormat format = NumberFormat.getNumberInstance(words.language().locale());
        format.setMaximumFractionDigits(value < 10 ? 2 : value < 100 ? 1 : 0);
        return format.format(value);
    }

    private String unit(Amount amount) {
        return words.say("unit." + amount.unit().name().toLowerCase(java.util.Locale.ROOT));
    }

    private String scaled(List<Scale> scales, double value) {
        Scale scale = Scale.of(scales, value);
        return significant(value / scale.divisor(), 3) + UNBREAKABLE + scale.unit;
    }

    private String range(List<Scale> scales, double low, double high) {
        Scale scale = Scale.of(scales, high);
        return significant(low / scale.divisor(), 3) + "–" + significant(high / scale.divisor(), 3) + UNBREAKABLE
                + scale.unit;
    }

    /** A unit, and the value of the base unit from which it is used. */
    private record Scale(double from, String unit) {
        static Scale of(List<Scale> scales, double value) {
            return scales.stream()
                    .filter(scale -> value >= scale.from)
                    .findFirst()
                    .orElseThrow();
        }

        double divisor() {
            return switch (unit.charAt(0)) {
                case 'k' -> 1000;
                case 'm' -> 1e-3;
                case 'µ' -> 1e-6;
                default -> 1;
            };
        }
    }

    /** What parameters are counted in. */
    private enum Magnitude {
        BILLIONS("billions", 1),
        MILLIONS("millions", 1e-3);

        private final String key;
        private final double billions;

        Magnitude(String key, double billions) {
            this.key = key;
            this.billions = billions;
        }

        static Magnitude of(double billions) {
            return billions >= 1 ? BILLIONS : MILLIONS;
        }
    }
}
