package io.joute.cli;

import io.joute.engine.DuelBench;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What two models leave each other when both write at once, as the JSON of {@code joute bench --beside} says it.
 *
 * @param threads that both computed on
 * @param promptTokens of each one's prompt
 * @param outputTokens that each wrote
 */
record DuelResult(
        Machine machine, String kernels, int threads, int promptTokens, int outputTokens, Side first, Side second) {
    /**
     * One of them; rates in tokens per second.
     *
     * @param share of its own rate that is left while the other writes too, in each round
     */
    record Side(String model, Spread alone, Spread together, Spread share) {
        static Side of(String model, List<DuelBench.Round> rounds, Function<DuelBench.Round, DuelBench.Rates> side) {
            List<DuelBench.Rates> rates = rounds.stream().map(side).toList();
            return new Side(
                    model,
                    Spread.of(rates.stream().map(DuelBench.Rates::alone).toList()),
                    Spread.of(rates.stream().map(DuelBench.Rates::together).toList()),
                    Spread.of(rates.stream().map(DuelBench.Rates::share).toList()));
        }
    }

    /** For people. */
    void print(PrintStream out) {
        out.println("machine    " + machine.processorLine(threads));
        out.println("           kernels " + kernels + "; " + machine.java() + "; " + machine.system());
        out.println("answers    of " + outputTokens + " tokens to prompts of " + promptTokens + ", tokens/s");
        out.println();
        Table table = new Table("", "alone", "together", "share", "lowest", "highest");
        row(table, first);
        row(table, second);
        table.print(out);
    }

    private static void row(Table table, Side side) {
        table.add(
                side.model,
                Quantities.significant(side.alone.median(), 3),
                Quantities.significant(side.together.median(), 3),
                percent(side.share.median()),
                percent(side.share.low()),
                percent(side.share.high()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
