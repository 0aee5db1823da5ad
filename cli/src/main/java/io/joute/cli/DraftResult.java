package io.joute.cli;

import io.joute.engine.DraftBench.Written;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What guesses bring, as the JSON of {@code joute bench --draft} says it.
 *
 * @param draft what guessed
 * @param temperature of all answers
 * @param answers one a question
 * @param ratio how many times as fast answers came with guesses, over all questions and rounds
 */
record DraftResult(
        String model,
        String draft,
        Machine machine,
        String kernels,
        int threads,
        double temperature,
        List<Answer> answers,
        Spread ratio) {
    DraftResult {
        answers = List.copyOf(answers);
    }

    /**
     * An answer, several times; rates in tokens per second.
     *
     * @param tokens that it has
     * @param acceptance tokens that came true, in parts of those guessed; 0 where none was
     * @param guessedPerToken tokens guessed at for each that was written
     * @param tokensPerPass over the weights, with guesses
     * @param without guesses
     * @param with guesses, in turn
     * @param ratio of each turn
     */
    record Answer(
            String question,
            int tokens,
            double acceptance,
            double guessedPerToken,
            double tokensPerPass,
            Spread without,
            Spread with,
            Spread ratio) {
        /** Of runs in turn, as many with guesses as without. */
        static Answer of(String question, List<Written> without, List<Written> with) {
            double tokens = with.stream().mapToInt(Written::tokens).sum();
            double guessed = with.stream().mapToInt(Written::guessed).sum();
            double accepted = with.stream().mapToInt(Written::accepted).sum();
            Spread before = rates(without);
            Spread after = rates(with);
            return new Answer(
                    question,
                    with.getFirst().tokens(),
                    guessed == 0 ? 0 : accepted / guessed,
                    guessed / tokens,
                    tokens / with.stream().mapToInt(Written::passes).sum(),
                    before,
                    after,
                    Spread.of(ratios(before, after)));
        }

        private static Spread rates(List<Written> runs) {
            return Spread.of(runs.stream().map(Written::tokensPerSecond).toList());
        }

        private static List<Double> ratios(Spread before, Spread after) {
            return IntStream.range(0, before.runs().size())
                    .mapToObj(run -> after.runs().get(run) / before.runs().get(run))
                    .toList();
        }
    }

    void print(PrintStream out) {
        out.println(model + ", guessed at by " + draft + ", at temperature " + temperature);
        out.println("machine    " + machine.processorLine(threads));
        out.println("           kernels " + kernels + "; " + machine.java() + "; " + machine.system());
        out.println();
        Table table = new Table(
                "question",
                "tokens",
                "came true",
                "guessed/token",
                "tokens/pass",
                "without",
                "with",
                "ratio",
                "from",
                "to");
        for (Answer each : answers) {
            table.add(
                    each.question,
                    String.valueOf(each.tokens),
                    String.format(Locale.ROOT, "%.0f %%", 100 * each.acceptance),
                    String.format(Locale.ROOT, "%.2f", each.guessedPerToken),
                    String.format(Locale.ROOT, "%.2f", each.tokensPerPass),
                    Quantities.significant(each.without.median(), 3),
                    Quantities.significant(each.with.median(), 3),
                    String.format(Locale.ROOT, "%.2f", each.ratio.median()),
                    String.format(Locale.ROOT, "%.2f", each.ratio.low()),
                    String.format(Locale.ROOT, "%.2f", each.ratio.high()));
        }
        table.print(out);
        out.println(String.format(
                Locale.ROOT,
                "%nWith guesses %.2f times as fast in the middle, from %.2f to %.2f.",
                ratio.median(),
                ratio.low(),
                ratio.high()));
    }
}
