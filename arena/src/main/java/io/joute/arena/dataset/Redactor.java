package io.joute.arena.dataset;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes personal data out of texts, on this machine, by rules: what has a checksum is checked, what has a form is matched,
 * names are told by what stands before them or by a list of first names.
 *
 * <p>Rules run in an order, each on what the one before left: an account number is not to be half taken for a telephone.
 * Repetitions in the patterns are bounded or possessive, so that no text takes more than linear time. No rule finds
 * everything: recall and precision on planted data are in {@link RedactionFigures} and in each data card. Safe for any
 * number of threads.
 */
public final class Redactor {
    /** Version of these rules. */
    public static final String VERSION = "joute-redaction-1";

    private static final String AT = "\\s?(?:@|\\(at\\)|\\[at\\]|\\((?:arobase|chez)\\)|\\s(?:at|arobase)\\s)\\s?";
    private static final String DOT =
            "(?:\\.|\\s?\\((?:dot|point)\\)\\s?|\\s?\\[(?:dot|point)\\]\\s?|\\s(?:dot|point)\\s)";
    private static final String LOCAL = "[\\p{L}\\p{N}_%+-]{1,40}(?:" + DOT + "[\\p{L}\\p{N}_%+-]{1,40}){0,4}";
    private static final String DOMAIN = "(?:[\\p{L}\\p{N}-]{1,40}" + DOT + "){1,4}\\p{L}{2,12}";
    private static final String MONTHS =
            "(?:janv(?:ier)?|f[ée]vr(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[ûu]t|sept(?:embre)?|oct(?:obre)?"
                    + "|nov(?:embre)?|d[ée]c(?:embre)?|january|february|march|april|may|june|july|august|september"
                    + "|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|dec)";
    private static final String DATE =
            "(?:\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:er|st|nd|rd|th)?\\s" + MONTHS
                    + "\\.?\\s\\d{4}|" + MONTHS + "\\.?\\s\\d{1,2}(?:st|nd|rd|th)?,?\\s\\d{4})";
    private static final String NUMBER_WORD =
            "(?:z[ée]ro|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
                    + "|(?:vingt|trente|quarante|cinquante|soixante|quatre-vingts?)(?:[ -](?:et[ -])?\\p{L}{2,8})?"
                    + "|zero|oh|one|two|three|four|five|seven|eight|nine)";
    private static final String FRENCH_WAY =
            "(?:rue|avenue|av\\.|boulevard|bd|bld|place|chemin|all[ée]e|impasse|route|quai|cours|square|passage|sentier|ruelle)";
    private static final String ENGLISH_WAY =
            "(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Square|Court|Ct|Way|Close|Crescent|Terrace|Boulevard|Blvd)";

    private static final Pattern DOUBT = Pattern.compile(
            "(?iu)\\b(?:mot de passe|mdp|password|passcode|code secret|pin code)\\s{0,3}(?::|=|est|is)\\s{0,3}\\S|(?<!\\d)(?!97[89])\\d(?:[ .-]?\\d){10,40}");

    private static final Pattern GAPS = Pattern.compile("[ ,.]+");
    private static final Set<String> ONE_DIGIT = Set.of(
            "zéro", "zero", "oh", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "one", "two",
            "three", "four", "five", "seven", "eight", "nine", "et");

    private final List<Rule> rules = List.of(
            new Rule(
                    Personal.SECRET_URL,
                    "(?iu)https?://[^\\s<>\"]{1,300}?(?:[?&](?:token|key|api_?key|secret|password|pwd|sig|signature|access_token|code|session)=[^\\s<>\"&]{4,400}[^\\s<>\"]{0,400}|[^\\s/@:<>\"]{1,60}:[^\\s/@<>\"]{1,60}@[^\\s<>\"]{1,300})"),
            new Rule(
                    Personal.KEY,
                    "\\b(?:sk-[A-Za-z0-9_-]{16,200}|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\\w{20,255}|xox[abp]-[A-Za-z0-9-]{10,200}|AIza[0-9A-Za-z_-]{35}|hf_[A-Za-z0-9]{20,100}|eyJ[A-Za-z0-9_-]{10,1000}\\.[A-Za-z0-9_-]{10,2000}\\.[A-Za-z0-9_-]{5,1000})"),
            new Rule(Personal.EMAIL, "(?iu)(?<![\\p{L}\\p{N}._%+-])" + LOCAL + AT + DOMAIN),
            new Rule(Personal.IBAN, "(?i)\\b[A-Z]{2}\\d{2}(?:[ .-]?[A-Z0-9]){11,30}\\b", Checksums::iban),
            new Rule(
                    Personal.NIR,
                    "(?<!\\d)[1-478](?:[ .-]?\\d){4}(?:[ .-]?\\d{2}|[ .-]?2[ABab])(?:[ .-]?\\d){8}(?!\\d)",
                    Checksums::nir),
            new Rule(Personal.CARD, "(?<!\\d)[2-6](?:[ .-]?\\d){12,18}(?!\\d)", Checksums::card),
            new Rule(
                    Personal.IP,
                    "(?<![\\d.])(?<!(?i:v|version) )(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?!\\d)(?!\\.\\d)",
                    (Predicate<String>) Redactor::isSomeonesAddress),
            new Rule(
                    Personal.IP,
                    "(?i)(?<![0-9a-f:.])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}(?![0-9a-f:])",
                    (Predicate<String>) Redactor::isLongAddress),
            new Rule(
                    Personal.BIRTH_DATE,
                    "(?iu)(?<!\\p{L})(?:n[ée]e?|naissance|birth|born|birthday|dob|anniversaire)(?!\\p{L})[^\\d.\\n]{0,30}?("
                            + DATE + ")"),
            new Rule(
                    Personal.PHONE,
                    "(?<![\\d.,/])(?<!\\d[ -])(?:(?:\\+|00)33[ .-]?(?:\\(0\\)[ .-]?)?|0)[1-9](?:[ .\\-/]{0,2}\\d{2}){4}(?!\\d)"),
            new Rule(
                    Personal.PHONE,
                    "(?<![\\d.,/])(?<!\\d[ -])(?:\\+|00)[1-9]\\d{0,2}(?:[ .\\-/]{0,2}\\(?\\d\\)?){7,12}(?!\\d)"),
            new Rule(
                    Personal.PHONE,
                    "(?<![\\d.,/])(?<!\\d[ -])(?:\\(\\d{3}\\) ?|\\d{3}[-.])\\d{3}[-.]\\d{4}(?!\\d)|(?<![\\d.,/])(?<!\\d[ -])0\\d{3,4} \\d{6}(?!\\d)|(?<![\\d.,/])(?<!\\d[ -])07\\d{3} ?\\d{6}(?!\\d)|(?<![\\d.,/])(?<!\\d[ -])0(?:2|1[1-9])\\d? \\d{4} \\d{4}(?!\\d)"),
            new Rule(
                    Personal.PHONE,
                    "(?iu)\\b" + NUMBER_WORD + "(?:[ ,.-]{1,3}" + NUMBER_WORD + "){4,12}\\b",
                    (Predicate<String>) Redactor::isDictated),
            new Rule(
                    Personal.ADDRESS,
                    "(?iu)\\b\\d{1,4}\\s?(?:bis|ter|quater|[a-d])?,?\\s+" + FRENCH_WAY
                            + "\\s+[^,.;:\\n!?()]{2,60}?(?=[,.;:\\n!?()]|$|\\s(?:[àa]|et|o[ùu]|depuis|pour)\\s)(?:,?\\s+(?:[àa]\\s+)?\\d{5}\\s+(?-i:\\p{Lu})[\\p{L}'’-]{1,30}(?:[ -](?-i:\\p{Lu})[\\p{L}'’-]{1,30}){0,3})?(?:\\s[àa]\\s(?-i:\\p{Lu})[\\p{L}'’-]{1,30})?"),
            new Rule(
                    Personal.ADDRESS,
                    "\\b\\d{1,5}[A-D]?,?\\s+(?:\\p{Lu}[\\p{L}'’]{1,20}\\s){1,3}" + ENGLISH_WAY
                            + "\\b\\.?(?:,\\s+\\p{Lu}[\\p{L}'’ -]{1,30})?(?:,?\\s+(?:[A-Z]{1,2}\\d[A-Z\\d]?\\s?\\d[A-Z]{2}|[A-Z]{2}\\s\\d{5}))?"));

    private final Names names = new Names();

    /** Rules of the version {@link #VERSION}. */
    public Redactor() {}

    private record Rule(Personal kind, Pattern pattern, ToIntFunction<String> length) {
        Rule(Personal kind, String pattern) {
            this(kind, Pattern.compile(pattern), String::length);
        }

        Rule(Personal kind, String pattern, Predicate<String> test) {
            this(kind, Pattern.compile(pattern), found -> test.test(found) ? found.length() : 0);
        }

        Rule(Personal kind, String pattern, ToIntFunction<String> length) {
            this(kind, Pattern.compile(pattern), length);
        }
    }

    /** A text without what the rules find in it. */
    public Redaction redact(String text) {
        Map<Personal, Integer> found = new EnumMap<>(Personal.class);
        String left = text;
        for (Rule rule : rules) {
            left = apply(rule, left, found);
        }
        left = names.redact(left, found);
        return new Redaction(left, found, DOUBT.matcher(left).find());
    }

    private static String apply(Rule rule, String text, Map<Personal, Integer> found) {
        Matcher matcher = rule.pattern().matcher(text);
        StringBuilder out = null;
        int copied = 0;
        int from = 0;
        while (from <= text.length() && matcher.find(from)) {
            int group = matcher.groupCount();
            int start = matcher.start(group);
            int length = rule.length().applyAsInt(matcher.group(group));
            from = Math.max(start + Math.max(length, 1), from + 1);
            if (length > 0) {
                out = out == null ? new StringBuilder() : out;
                out.append(text, copied, start).append(rule.kind().mark());
                copied = start + length;
                found.merge(rule.kind(), 1, Integer::sum);
            }
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    private static boolean isSomeonesAddress(String address) {
        return !address.equals("127.0.0.1") && !address.equals("0.0.0.0") && !address.startsWith("255.");
    }

    /** Eight groups, or fewer with a gap, so that a time of day is none. */
    private static boolean isLongAddress(String address) {
        long colons = address.chars().filter(each -> each == ':').count();
        return (address.contains("::") && colons >= 3) || colons == 7;
    }

    /** Seven digits or more, said in words. */
    private static boolean isDictated(String words) {
        int digits = 0;
        for (String word : GAPS.split(words.toLowerCase(Locale.ROOT), -1)) {
            digits += ONE_DIGIT.contains(word) ? 1 : 2;
        }
        return digits >= 7;
    }
}
