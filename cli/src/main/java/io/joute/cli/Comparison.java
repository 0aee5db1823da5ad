package io.joute.cli;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Joute beside others, as its JSON says it.
 *
 * @param date of the run
 * @param threads that each engine computed on
 * @param kernels that Joute chose
 * @param rounds of turns
 * @param absent engines that were not compared, and what to do about it, a line each
 */
record Comparison(
        String date,
        Machine machine,
        String model,
        long weightBytes,
        int threads,
        String kernels,
        int rounds,
        List<Row> rows,
        List<String> absent) {
    Comparison {
        rows = List.copyOf(rows);
        absent = List.copyOf(absent);
    }

    /**
     * A work, in tokens per second.
     *
     * @param joute its runs in all rounds
     * @param others those that did it too
     */
    record Row(String work, Spread joute, List<Against> others) {
        Row {
            others = List.copyOf(others);
        }
    }

    /**
     * Another engine at the same work.
     *
     * @param ratio how many times as fast Joute was: of the medians of each round
     */
    record Against(String engine, Spread tokensPerSecond, Spread ratio) {}

    /** What engines are compared on, and where. */
    record Circumstances(
            LocalDate date, Machine machine, String model, long weightBytes, int threads, String kernels) {}

    /** Sum up {@code outcome}. */
    static Comparison of(Circumstances where, TurnTaking.Outcome outcome, List<String> absent) {
        Set<Work> works = new LinkedHashSet<>();
        outcome.first().forEach(turn -> works.addAll(turn.works()));
        List<String> missing = new ArrayList<>(absent);
        missing.addAll(outcome.failures());
        return new Comparison(
                where.date.toString(),
                where.machine,
                where.model,
                where.weightBytes,
                where.threads,
                where.kernels,
                outcome.first().size(),
                works.stream().map(work -> row(work, outcome)).toList(),
                missing);
    }

    private static Row row(Work work, TurnTaking.Outcome outcome) {
        List<Against> others = outcome.others().entrySet().stream()
                .flatMap(other -> against(work, outcome.first(), other).stream())
                .toList();
        return new Row(work.name(), Spread.of(runs(work, outcome.first())), others);
    }

    private static Optional<Against> against(Work work, List<Turn> joute, Map.Entry<String, List<Turn>> other) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < joute.size(); round++) {
            Optional<Double> theirs = other.getValue().get(round).median(work);
            Optional<Double> ours = joute.get(round).median(work);
            if (theirs.isPresent() && ours.isPresent()) {
                ratios.add(ours.get() / theirs.get());
            }
        }
        return ratios.isEmpty()
                ? Optional.empty()
                : Optional.of(new Against(other.getKey(), Spread.of(runs(work, other.getValue())), Spread.of(ratios)));
    }

    private static List<Double> runs(Work work, List<Turn> turns) {
        return turns.stream().flatMap(turn -> turn.runs(work).stream()).toList();
    }

    /** What it is, in a line. */
    String title() {
        return model + " on " + machine.processor() + ", " + threads + " threads, " + date;
    }

    /** Names of the engines that were compared. */
    List<String> engines() {
        return rows.stream()
                .flatMap(row -> row.others.stream())
                .map(Against::engine)
                .distinct()
                .toList();
    }

    void print(PrintStream out) {
        out.println(title());
        out.println("Joute: kernels " + kernels + "; " + machine.java());
        out.println("Medians of tokens/s, and the median, lowest and highest of the rounds' ratios.");
        out.println();
        Table table = new Table("", "Joute", "other", "ratio", "lowest", "highest", "engine");
        rows.forEach(row -> add(table, row));
        table.print(out);
        absent.forEach(out::println);
    }

    private static void add(Table table, Row row) {
        String joute = Quantities.significant(row.joute.median(), 3);
        if (row.others.isEmpty()) {
            table.add(row.work, joute, "", "", "", "", "");
        }
        for (Against other : row.others) {
            table.add(
                    row.work,
                    joute,
                    Quantities.significant(other.tokensPerSecond.median(), 3),
                    ratio(other.ratio.median()),
                    ratio(other.ratio.low()),
                    ratio(other.ratio.high()),
                    other.engine);
        }
    }

    /** With two decimals. */
    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
