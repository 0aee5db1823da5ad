package io.joute.distill.demo;

import io.joute.base.chat.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Questions and answers in French and English from a small grammar: equal seeds give equal corpora.
 *
 * <p>Held out are whole facts of arithmetic (a pair of numbers that no training question asks about, in whatever words; those
 * inside the table, not on its edge), and elsewhere phrasings of a fact that training asks about in other words only. A held-out question's typographic variants are
 * held out with it, and so are its uses as an earlier turn.
 *
 * @param training what a model learns from, in random order
 * @param heldOut what it is judged on
 */
public record DemoCorpus(List<Example> training, List<Example> heldOut) {
    private static final double HELD_OUT_SHARE = 0.08;
    private static final double VARIED_SHARE = 0.5;
    private static final double MISTYPED_SHARE = 0.04;
    private static final int MIXED_DIALOGUES = 2200;
    private static final int MAX_TURNS_BEFORE = 3;
    private static final int LONG_DIALOGUE_ONE_IN = 20;

    public DemoCorpus {
        training = List.copyOf(training);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * A question worth trying.
     *
     * @param category what it is about
     * @param text the question
     */
    public record Suggestion(Category category, String text) {}

    /** Generate the corpus. */
    public static DemoCorpus generate(long seed) {
        return new Grammar(new Chance(seed)).corpus();
    }

    /** Questions that the demo models answer, to suggest to someone who does not know what to ask. */
    public static List<Suggestion> suggestions(Language language) {
        return Sections.read("suggestions.txt").fields(language.code()).stream()
                .map(fields -> new Suggestion(Category.valueOf(fields.get(0)), fields.get(1)))
                .toList();
    }

    private record Grammar(Chance chance) {
        DemoCorpus corpus() {
            Sections known = Sections.read("known.txt");
            List<Topic> topics = List.of(
                    new Capitals(known, chance),
                    new Arithmetic(known, chance),
                    new Conjugation(known, chance),
                    new Definitions(known, chance),
                    new ModelFacts(known, chance),
                    new SmallTalk(known),
                    new Unknowns(Sections.read("unknown.txt"), known, chance));
            var examples = new ArrayList<Example>();
            topics.forEach(topic -> examples.addAll(topic.firsts()));
            List<Example> mixed = mixed(examples);
            topics.forEach(topic -> examples.addAll(topic.followUps(example -> !isHeldOut(example))));
            examples.addAll(mixed);
            return split(distinct(examples));
        }

        /** Turns that have nothing to do with those before: a model must not be led astray. */
        private List<Example> mixed(List<Example> firsts) {
            Random random = chance.of("mixed");
            List<Example> before =
                    firsts.stream().filter(example -> !isHeldOut(example)).toList();
            var all = new ArrayList<Example>();
            for (int i = 0; i < MIXED_DIALOGUES; i++) {
                Example last = Chance.one(firsts, random);
                var turns = new ArrayList<Message>();
                boolean manyTurns = random.nextInt(LONG_DIALOGUE_ONE_IN) == 0;
                int count = 1 + random.nextInt(MAX_TURNS_BEFORE) + (manyTurns ? MAX_TURNS_BEFORE + 1 : 0);
                for (int turn = 0; turn < count; turn++) {
                    turns.addAll(Topic.turns(Typography.vary(Chance.one(before, random), random)));
                }
                all.add(last.after(Category.FOLLOW_UPS, last.fact(), turns));
            }
            return all;
        }

        /** One answer a question, whatever asks it. */
        private static List<Example> distinct(List<Example> examples) {
            var all = new LinkedHashMap<List<Message>, Example>();
            examples.forEach(example -> all.putIfAbsent(example.prompt(), example));
            return List.copyOf(all.values());
        }

        private boolean isHeldOut(Example example) {
            return Arithmetic.isArithmetic(example.fact())
                    ? !Arithmetic.mustBeShown(example.fact())
                            && chance.falls("held out " + example.fact(), HELD_OUT_SHARE)
                    : chance.falls(
                            "held out " + example.language() + example.fact() + "/" + example.phrasing(),
                            HELD_OUT_SHARE);
        }

        private DemoCorpus split(List<Example> examples) {
            var training = new LinkedHashMap<List<Message>, Example>();
            var heldOut = new LinkedHashMap<List<Message>, Example>();
            Random random = chance.of("typography");
            for (Example example : examples) {
                if (isHeldOut(example)) {
                    keep(heldOut, random.nextDouble() < VARIED_SHARE ? Typography.vary(example, random) : example);
                } else {
                    learn(training, example, random);
                }
            }
            heldOut.keySet().removeAll(training.keySet());
            var shuffled = new ArrayList<>(training.values());
            Collections.shuffle(shuffled, chance.of("order"));
            return new DemoCorpus(shuffled, List.copyOf(heldOut.values()));
        }

        private static void learn(Map<List<Message>, Example> training, Example example, Random random) {
            boolean canonical = copies(example.category()) > 1 || random.nextDouble() >= VARIED_SHARE;
            if (canonical) {
                keep(training, example);
            }
            int variants = canonical ? copies(example.category()) - 1 : 1;
            for (int i = 0; i < variants; i++) {
                Example varied = Typography.vary(example, random);
                boolean slip = random.nextDouble() < MISTYPED_SHARE && example.category() != Category.CONJUGATION;
                keep(training, slip ? varied.asked(Typography.mistyped(varied.question(), random)) : varied);
            }
        }

        /** How often a question is learned, in different letters: the fewer of a category there are, the more. */
        private static int copies(Category category) {
            return switch (category) {
                case CAPITALS, MODELS -> 3;
                case DEFINITIONS -> 5;
                case SMALL_TALK -> 8;
                case ARITHMETIC, CONJUGATION, FOLLOW_UPS, UNKNOWN -> 1;
            };
        }

        private static void keep(Map<List<Message>, Example> all, Example example) {
            all.putIfAbsent(example.prompt(), example);
        }
    }
}
