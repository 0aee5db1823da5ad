package io.joute.cli;

import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.energy.EnergyRequest;
import io.joute.arena.energy.EnergyResult;
import io.joute.arena.energy.Equivalents;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Range;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code joute energy}: what one answer of a model in a data centre costs, by a published method. */
@Command(
        name = "energy",
        description = "Estimate the energy and emissions of one answer.",
        footer = {
            "",
            "Examples:",
            "  joute energy --active 70 --tokens 260",
            "  joute energy --method ecologits-0.8 --active 44-132 --total 440 --tokens 500 --zone USA --json"
        })
final class EnergyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--method",
            defaultValue = "ecologits-0.9",
            paramLabel = "NAME",
            description = "ecologits-0.8 or ecologits-0.9 (the default).")
    String method = "";

    @Option(
            names = "--active",
            required = true,
            paramLabel = "B",
            converter = RangeConverter.class,
            description = "Billions of parameters used for a token, or a range such as 44-132.")
    Range active = Range.of(0);

    @Option(
            names = "--total",
            paramLabel = "B",
            converter = RangeConverter.class,
            description = "Billions of parameters in all; those active when not told.")
    @Nullable
    Range total;

    @Option(names = "--tokens", required = true, paramLabel = "N", description = "Tokens of the answer.")
    long tokens;

    @Option(
            names = "--zone",
            defaultValue = EnergyRequest.WORLD,
            paramLabel = "ZONE",
            description = "Electricity mix: a country as three letters, or WOR for the world (the default).")
    String zone = "";

    @Option(
            names = "--pue",
            defaultValue = "1.2",
            paramLabel = "X",
            converter = RangeConverter.class,
            description = "Power usage effectiveness of the data centre, or a range; 1.2 when not told.")
    Range pue = Range.of(EnergyRequest.USUAL_PUE);

    @Option(names = "--latency", paramLabel = "S", description = "Seconds that the request took, when known.")
    @Nullable
    Double latency;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Requests served together; the method's own when not told.")
    @Nullable
    Integer batch;

    @Option(names = "--bits", paramLabel = "N", description = "Bits a weight; the method's own when not told.")
    @Nullable
    Integer bits;

    @Option(names = "--json", description = "Write JSON.")
    boolean json;

    EnergyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Three figures, as the command prints them. */
    record Figures(double low, double mid, double high) {
        static Figures of(Estimate estimate) {
            return new Figures(estimate.low(), estimate.mid(), estimate.high());
        }
    }

    /** Daily things that correspond to the middle of the estimate. */
    record DailyThings(
            double ledBulbMinutes,
            double videoMinutes,
            String videoVersion,
            double tgvParisBerlin,
            double baguettes,
            double parcels,
            double treeYears) {
        static DailyThings of(Equivalents like) {
            return new DailyThings(
                    like.ledBulb().seconds() / 60,
                    like.video().seconds() / 60,
                    like.videoVersion(),
                    like.tgvParisBerlin(),
                    like.baguettes(),
                    like.parcels(),
                    like.treeYears());
        }
    }

    /** The command's result; single figures are the middle of the range that stands beside them. */
    record Result(
            String method,
            String version,
            String zone,
            double mixGramsPerKwh,
            Figures energyWh,
            double gwpUsageG,
            double gwpEmbodiedG,
            double gwpG,
            Figures gwpUsageRangeG,
            Figures gwpEmbodiedRangeG,
            Figures gwpRangeG,
            int gpus,
            int gpusLow,
            DailyThings equivalents) {
        static Result of(EnergyResult result) {
            return new Result(
                    result.method(),
                    result.energy().version(),
                    result.zone(),
                    result.mixKgPerKwh() * 1000,
                    Figures.of(result.energy()),
                    result.usage().mid(),
                    result.embodied().mid(),
                    result.emissions().mid(),
                    Figures.of(result.usage()),
                    Figures.of(result.embodied()),
                    Figures.of(result.emissions()),
                    result.gpusHigh(),
                    result.gpusLow(),
                    DailyThings.of(Equivalents.of(result)));
        }
    }

    @Override
    public Integer call() {
        Result result = estimate();
        if (json) {
            Json.write(surroundings.out(), result);
        } else {
            print(surroundings.out(), result);
        }
        return Exit.OK.code();
    }

    private Result estimate() {
        try {
            return Result.of(EnergyMethod.named(method).estimate(request()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private EnergyRequest request() {
        return new EnergyRequest(
                parameters(active),
                parameters(total == null ? active : total),
                tokens,
                latency == null ? OptionalDouble.empty() : OptionalDouble.of(latency),
                zone,
                pue,
                batch == null ? OptionalInt.empty() : OptionalInt.of(batch),
                bits == null ? OptionalInt.empty() : OptionalInt.of(bits),
                Optional.empty());
    }

    private static ParameterCount parameters(Range billions) {
        return new ParameterCount(billions.low(), billions.high());
    }

    private static void print(PrintStream out, Result result) {
        out.println("Energy     " + figure(result.energyWh.mid) + " Wh, from " + figure(result.energyWh.low) + " to "
                + figure(result.energyWh.high));
        out.println("Emissions  " + figure(result.gwpG) + " gCO2e: " + figure(result.gwpUsageG) + " of use, "
                + figure(result.gwpEmbodiedG) + " of making the servers");
        out.println("Like       a 5 W lamp for " + figure(result.equivalents.ledBulbMinutes) + " min, or "
                + figure(result.equivalents.videoMinutes) + " min of online video");
        out.println("Method     " + result.method + ", version " + result.version + ", " + result.gpus
                + (result.gpus == 1 ? " GPU, " : " GPUs, ") + result.zone + " mix of " + figure(result.mixGramsPerKwh)
                + " gCO2e/kWh");
    }

    private static String figure(double value) {
        return Quantities.significant(value, 3);
    }
}
