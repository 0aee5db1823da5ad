package io.joute.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What was measured, for people. */
final class BenchText {
    private static final double GIGA = 1e9;
    private static final String NOT_MEASURED = "not measured";

    private final BenchResult result;

    BenchText(BenchResult result) {
        this.result = result;
    }

    void print(PrintStream out) {
        out.println(String.format(
                Locale.ROOT,
                "%s: %s parameters, %s of weights, a file of %s",
                result.model(),
                Quantities.parameters(result.parameters() / GIGA),
                gigabytes(result.weightBytes()),
                gigabytes(result.fileBytes())));
        Machine machine = result.machine();
        out.println("machine    " + machine.processorLine(result.threads()));
        out.println("           kernels " + result.kernels() + "; " + machine.java() + "; " + machine.system());
        out.println(String.format(
                Locale.ROOT,
                "load       open after %.2f s, first token of a prompt of %d after %.2f s",
                result.load().openSeconds(),
                result.load().firstPromptTokens(),
                result.load().firstTokenSeconds()));
        out.println("memory     " + memory());
        result.readBytesPerSecond().ifPresent(reads -> out.println("reads      " + reads(reads)));
        out.println("energy     " + result.energyMethod());
        out.println();
        table().print(out);
    }

    private String memory() {
        ResidentMemory memory = result.memory();
        if (memory.residentBytes().isEmpty()) {
            return NOT_MEASURED + " on this system";
        }
        return gigabytes(memory.residentBytes()) + " resident, " + gigabytes(memory.fileBytes())
                + " of them pages of files; at most " + gigabytes(memory.peakBytes());
    }

    private static String reads(Spread reads) {
        return String.format(
                Locale.ROOT,
                "%.1f GB/s by a plain loop on as many threads, from %.1f to %.1f",
                reads.median() / GIGA,
                reads.low() / GIGA,
                reads.high() / GIGA);
    }

    private Table table() {
        Table table = new Table("", "tokens/s", "lowest", "highest", "GB/s", "of reads", "mWh/token");
        for (BenchResult.Prefill each : result.prefill()) {
            row(table, Work.prefill(each.promptTokens()).name(), each.tokensPerSecond(), energy(each.energyPerToken()));
        }
        for (BenchResult.Decode each : result.decode()) {
            Spread rates = each.tokensPerSecond();
            table.add(
                    Work.decode(each.outputTokens(), each.contextTokens()).name(),
                    rate(rates.median()),
                    rate(rates.low()),
                    rate(rates.high()),
                    String.format(Locale.ROOT, "%.1f", rates.median() * each.bytesPerToken() / GIGA),
                    String.format(Locale.ROOT, "%.0f %%", 100 * each.shareOfReads()),
                    energy(each.energyPerToken()));
        }
        for (BenchResult.Batch each : result.batches()) {
            row(table, Work.prefillOf(each.sequences(), each.promptTokens()).name(), each.prefill(), "");
            row(table, Work.decodeOf(each.sequences(), each.outputTokens()).name(), each.decode(), "");
            row(table, Work.totalOf(each.sequences()).name(), each.total(), energy(each.energyPerToken()));
        }
        return table;
    }

    private static void row(Table table, String name, Spread rates, String energy) {
        table.add(name, rate(rates.median()), rate(rates.low()), rate(rates.high()), "", "", energy);
    }

    private static String rate(double tokensPerSecond) {
        return Quantities.significant(tokensPerSecond, 3);
    }

    private static String energy(Optional<BenchResult.Energy> energy) {
        return energy.map(each -> Quantities.significant(each.wh() * 1000, 2)).orElse(NOT_MEASURED);
    }

    private static String gigabytes(OptionalLong bytes) {
        return bytes.isEmpty() ? "?" : gigabytes(bytes.getAsLong());
    }

    private static String gigabytes(long bytes) {
        return Quantities.significant(bytes / GIGA, 3) + " GB";
    }
}
