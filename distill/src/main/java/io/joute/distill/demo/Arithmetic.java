package io.joute.distill.demo;

import static io.joute.distill.demo.Language.ENGLISH;
import static io.joute.distill.demo.Language.FRENCH;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sums and differences of numbers up to 20, products up to 10. */
record Arithmetic(Sections known, Chance chance) implements Topic {
    private static final int LARGEST_TERM = 20;
    private static final int LARGEST_FACTOR = 10;
    private static final int PHRASINGS = 3;
    private static final int SIGN_PHRASINGS = 4;
    private static final Set<String> EDGES =
            facts().stream().filter(Fact::isEdge).map(Fact::name).collect(Collectors.toUnmodifiableSet());

    private enum Operation {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("×");

        final String sign;

        Operation(String sign) {
            this.sign = sign;
        }

        /** The signs that people type, common ones more than once. */
        List<String> signs() {
            return switch (this) {
                case ADD -> List.of("+");
                case SUBTRACT -> List.of("-", "-", "−");
                case MULTIPLY -> List.of("×", "x", "*");
            };
        }

        boolean covers(int a, int b) {
            return switch (this) {
                case ADD -> true;
                case SUBTRACT -> b <= a;
                case MULTIPLY -> a <= LARGEST_FACTOR && b <= LARGEST_FACTOR;
            };
        }

        int result(int a, int b) {
            return switch (this) {
                case ADD -> a + b;
                case SUBTRACT -> a - b;
                case MULTIPLY -> a * b;
            };
        }

        List<String> words(Language language) {
            boolean french = language == FRENCH;
            return switch (this) {
                case ADD -> List.of("plus");
                case SUBTRACT -> List.of(french ? "moins" : "minus");
                case MULTIPLY ->
                    french ? List.of("fois", "fois", "multiplié par") : List.of("times", "times", "multiplied by");
            };
        }
    }

    private record Fact(Operation operation, int a, int b) {
        String name() {
            return "sum " + a + operation.sign + b;
        }

        boolean isEdge() {
            int largest = operation == Operation.MULTIPLY ? LARGEST_FACTOR : LARGEST_TERM;
            return a == b || Math.min(a, b) == 0 || Math.max(a, b) == largest;
        }

        String answer(Language language) {
            String word = operation.words(language).getFirst();
            String equals = language == FRENCH ? " font " : " is ";
            return a + " " + word + " " + b + equals + operation.result(a, b) + ".";
        }

        String signAnswer() {
            return a + " " + operation.sign + " " + b + " = " + operation.result(a, b) + ".";
        }

        Map<String, String> forms(Language language, Random random) {
            return Map.of(
                    "a", String.valueOf(a),
                    "b", String.valueOf(b),
                    "op", Chance.one(operation.signs(), random),
                    "word", Chance.one(operation.words(language), random));
        }
    }

    /** Whether an example's fact is one of arithmetic, which can be worked out rather than remembered. */
    static boolean isArithmetic(String fact) {
        return fact.startsWith("sum ");
    }

    /**
     * Whether a fact of arithmetic has to be shown to be known: it lies on the edge of its table, or is of a number and itself,
     * so that no facts on both sides of it, nor the same numbers the other way round, tell what it must be.
     */
    static boolean mustBeShown(String fact) {
        return EDGES.contains(fact);
    }

    private static List<Fact> facts() {
        var all = new ArrayList<Fact>();
        for (Operation operation : Operation.values()) {
            for (int a = 0; a <= LARGEST_TERM; a++) {
                for (int b = 0; b <= LARGEST_TERM; b++) {
                    if (operation.covers(a, b)) {
                        all.add(new Fact(operation, a, b));
                    }
                }
            }
        }
        return all;
    }

    @Override
    public List<Example> firsts() {
        var all = new ArrayList<Example>();
        for (Fact fact : facts()) {
            Random random = chance.of(fact.name());
            all.addAll(asked(fact, FRENCH, "arithmetic.fr", PHRASINGS, random));
            all.addAll(asked(fact, ENGLISH, "arithmetic.en", PHRASINGS, random));
            all.addAll(asked(fact, FRENCH, "arithmetic.sign", SIGN_PHRASINGS, random));
        }
        return all;
    }

    private List<Example> asked(Fact fact, Language language, String section, int count, Random random) {
        String answer = section.endsWith("sign") ? fact.signAnswer() : fact.answer(language);
        var pattern =
                Example.first(Category.ARITHMETIC, language, fact.name(), section, new Example.Exchange("?", answer));
        var all = new ArrayList<Example>();
        for (String template : Chance.some(known.entries(section), count, random)) {
            all.addAll(Topic.ask(pattern, List.of(template), fact.forms(language, random)));
        }
        return distinct(all);
    }

    /** Numbered again: templates were drawn one by one. */
    private static List<Example> distinct(List<Example> drawn) {
        var all = new ArrayList<Example>();
        for (int i = 0; i < drawn.size(); i++) {
            Example one = drawn.get(i);
            all.add(Example.first(
                    one.category(),
                    one.language(),
                    one.fact(),
                    one.phrasing() + i,
                    new Example.Exchange(one.question(), one.answer())));
        }
        return all;
    }

    @Override
    public List<Example> followUps(Predicate<Example> mayPrecede) {
        Random random = chance.of("arithmetic");
        List<Example> firsts = firsts().stream()
                .filter(mayPrecede)
                .filter(first -> !first.phrasing().startsWith("arithmetic.sign"))
                .toList();
        var elliptical = new ArrayList<Example>();
        for (Fact fact : Chance.some(facts(), 400, random)) {
            Language language = random.nextBoolean() ? FRENCH : ENGLISH;
            elliptical.addAll(asked(fact, language, "arithmetic." + language.code() + ".follow", 1, random));
        }
        return keepFacts(firsts, elliptical, random);
    }

    /** Pairs whose fact stays that of the last turn, so that a held-out sum is held out here too. */
    private static List<Example> keepFacts(List<Example> firsts, List<Example> elliptical, Random random) {
        return elliptical.stream()
                .flatMap(follow -> Topic.pair(firsts, List.of(follow), 1, random).stream()
                        .map(pair -> pair.after(Category.FOLLOW_UPS, follow.fact(), pair.context())))
                .toList();
    }
}
