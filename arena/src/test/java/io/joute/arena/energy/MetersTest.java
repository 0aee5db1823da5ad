package io.joute.arena.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meters on a made-up machine: files for counters, numbers for clocks. */
final class MetersTest {
    private static final long RANGE = 262_143_328_850L;
    private static final double JOULES = 3600;

    @TempDir
    private Path root;

    private final ManualTimer timer = new ManualTimer();
    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);
    private final AtomicLong cpuNanos = new AtomicLong(77_000_000_000L);

    @BeforeEach
    void makeTheControlTypes() throws IOException {
        Files.createDirectory(root.resolve("intel-rapl"));
        Files.writeString(root.resolve("intel-rapl/enabled"), "1\n");
    }

    private void domain(String id, String name, long microjoules) throws IOException {
        Path folder = Files.createDirectory(root.resolve(id));
        Files.writeString(folder.resolve("name"), name + "\n");
        Files.writeString(folder.resolve("max_energy_range_uj"), RANGE + "\n");
        set(id, microjoules);
    }

    private void set(String id, long microjoules) throws IOException {
        Files.writeString(root.resolve(id).resolve("energy_uj"), microjoules + "\n");
    }

    private PowercapMeter powercap() throws IOException {
        return PowercapMeter.open(root, nanos::get, timer);
    }

    private CpuTimeMeter cpuTime(double watts, int threads) {
        return new CpuTimeMeter(ThermalDesignPower.declared(watts), threads, cpuNanos::get, nanos::get, timer);
    }

    private void pass(double seconds, double cpuSeconds) {
        nanos.addAndGet((long) (seconds * 1e9));
        cpuNanos.addAndGet((long) (cpuSeconds * 1e9));
    }

    private static double joules(Meter.Reading reading) {
        return reading.stop().orElseThrow().value() * JOULES;
    }

    @Test
    void addsPackagesAndTheirMemoryAndNothingTwice() throws IOException {
        domain("intel-rapl:0", "package-0", 1_000_000);
        domain("intel-rapl:0:0", "core", 10);
        domain("intel-rapl:0:1", "dram", 2_000_000);
        domain("intel-rapl:1", "package-1", 3_000_000);
        domain("intel-rapl:1:0", "dram", 4_000_000);
        domain("intel-rapl:2", "psys", 5_000_000);
        domain("intel-rapl-mmio:0", "package-0", 1_000_000);
        Meter.Reading reading = powercap().start();

        set("intel-rapl:0", 2_000_000);
        set("intel-rapl:0:0", 999_000_000);
        set("intel-rapl:0:1", 12_000_000);
        set("intel-rapl:1", 103_000_000);
        set("intel-rapl:1:0", 1_004_000_000);
        set("intel-rapl:2", 999_000_000);
        set("intel-rapl-mmio:0", 999_000_000);
        pass(10, 0);
        Measurement measured = reading.stop().orElseThrow();

        assertThat(measured.value() * JOULES).isCloseTo(1 + 10 + 100 + 1000, within(1e-9));
        assertThat(measured.scope())
                .isEqualTo("package-0 + package-0/dram + package-1 + package-1/dram, gross (idle included)");
        assertThat(measured.meter()).isEqualTo("powercap");
        assertThat(measured.windowNanos()).isEqualTo(10_000_000_000L);
        assertThat(measured.low()).isCloseTo(measured.value() * (1 - 0.0002), within(1e-12));
    }

    @Test
    void takesThePlatformOnlyWhereNoPackageIsShown() throws IOException {
        domain("intel-rapl:0", "psys", 0);
        domain("intel-rapl:0:0", "dram", 0);
        Meter.Reading reading = powercap().start();

        set("intel-rapl:0", 7_000_000);
        set("intel-rapl:0:0", 999_000_000);
        pass(1, 0);

        assertThat(joules(reading)).isCloseTo(7, within(1e-9));
    }

    @Test
    void readsAPackageThatOnlyMmioShows() throws IOException {
        domain("intel-rapl-mmio:0", "package-0", 0);
        Meter.Reading reading = powercap().start();

        set("intel-rapl-mmio:0", 3_000_000);
        pass(1, 0);

        assertThat(joules(reading)).isCloseTo(3, within(1e-9));
    }

    @Test
    void carriesACounterOverItsEnd() throws IOException {
        domain("intel-rapl:0", "package-0", RANGE - 1_000_000);
        PowercapMeter meter = powercap();
        Meter.Reading reading = meter.start();

        set("intel-rapl:0", 2_000_000);
        pass(30, 0);
        timer.tick();
        set("intel-rapl:0", RANGE - 5_000_000);
        pass(30, 0);
        timer.tick();
        set("intel-rapl:0", 1_000_000);
        pass(30, 0);

        double expected = 3 + (RANGE - 7_000_000) / 1e6 + 6;
        assertThat(joules(reading)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void samplesOnlyWhileAnAnswerIsMeasured() throws IOException {
        domain("intel-rapl:0", "package-0", 0);
        PowercapMeter meter = powercap();
        assertThat(timer.scheduled()).isZero();

        Meter.Reading one = meter.start();
        Meter.Reading other = meter.start();
        assertThat(timer.scheduled()).isEqualTo(1);
        one.stop();
        assertThat(timer.scheduled()).isEqualTo(1);
        other.stop();

        assertThat(timer.scheduled()).isZero();
    }

    @Test
    void sharesOverlappingAnswersInEqualParts() throws IOException {
        domain("intel-rapl:0", "package-0", 0);
        PowercapMeter meter = powercap();

        Meter.Reading first = meter.start();
        set("intel-rapl:0", 10_000_000);
        pass(1, 0);
        Meter.Reading second = meter.start();
        set("intel-rapl:0", 30_000_000);
        pass(1, 0);
        Measurement firstResult = first.stop().orElseThrow();
        set("intel-rapl:0", 35_000_000);
        pass(1, 0);
        Measurement secondResult = second.stop().orElseThrow();
        set("intel-rapl:0", 90_000_000);
        Meter.Reading alone = meter.start();
        set("intel-rapl:0", 91_000_000);
        pass(1, 0);

        assertThat(firstResult.value() * JOULES).isCloseTo(10 + 10, within(1e-9));
        assertThat(secondResult.value() * JOULES).isCloseTo(10 + 5, within(1e-9));
        assertThat(firstResult.scope()).endsWith("shared equally with answers that overlapped");
        Measurement aloneResult = alone.stop().orElseThrow();
        assertThat(aloneResult.value() * JOULES).isCloseTo(1, within(1e-9));
        assertThat(aloneResult.scope()).doesNotContain("shared");
    }

    @Test
    void tellsTheSameWhenStoppedTwice() throws IOException {
        domain("intel-rapl:0", "package-0", 0);
        Meter.Reading reading = powercap().start();
        set("intel-rapl:0", 1_000_000);
        pass(1, 0);
        Measurement first = reading.stop().orElseThrow();
        set("intel-rapl:0", 2_000_000);
        pass(1, 0);

        assertThat(reading.stop()).contains(first);
    }

    @Test
    void saysWhichFileIsClosedAndHowToOpenIt() throws IOException {
        domain("intel-rapl:0", "package-0", 0);
        PowercapDomains.Text closed = file -> {
            if (file.endsWith("energy_uj")) {
                throw new AccessDeniedException(file.toString());
            }
            return Files.readString(file);
        };

        assertThatThrownBy(() -> PowercapMeter.open(root, closed, nanos::get, timer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(root.resolve("intel-rapl:0/energy_uj").toString())
                .hasMessageContaining("SUBSYSTEM==\"powercap\"");
    }

    @Test
    void hasNoMeasurementWhenACounterGoesAway() throws IOException {
        domain("intel-rapl:0", "package-0", 0);
        PowercapMeter meter = powercap();
        Meter.Reading reading = meter.start();
        Files.delete(root.resolve("intel-rapl:0/energy_uj"));
        Meter.Reading later = meter.start();
        set("intel-rapl:0", 5_000_000);

        assertThat(reading.stop()).isEmpty();
        assertThat(later.stop()).isEmpty();
        assertThat(meter.start().stop()).isPresent();
    }

    @Test
    void modelsPowerFromTheCpuTimeOfTheProcess() {
        Meter.Reading reading = cpuTime(100, 8).start();

        pass(10, 40);
        Measurement measured = reading.stop().orElseThrow();

        double joules = 100 * (0.15 + 0.65 * 0.5) * 10;
        assertThat(measured.value() * JOULES).isCloseTo(joules, within(1e-9));
        assertThat(measured.low()).isCloseTo(measured.value() / 1.5, within(1e-12));
        assertThat(measured.high()).isCloseTo(measured.value() * 1.5, within(1e-12));
        assertThat(measured.meter()).isEqualTo("cpu-time-1");
        assertThat(measured.scope())
                .isEqualTo("this process on a processor of 100 W (declared), gross (idle included)");
    }

    @Test
    void sharesModelledPowerSoThatThePartsAddUp() {
        CpuTimeMeter meter = cpuTime(50, 2);
        Meter.Reading whole = meter.start();
        pass(2, 1);
        Meter.Reading part = meter.start();
        pass(3, 6);
        double second = joules(part);
        pass(1, 0);
        double first = joules(whole);

        assertThat(first + second).isCloseTo(50 * (0.15 * 6 + 0.65 * 7 / 2), within(1e-9));
        assertThat(second).isCloseTo(50 * (0.15 * 3 + 0.65 * 6 / 2) / 2, within(1e-9));
    }

    @Test
    void widensTheIntervalWhenThePowerIsAGuess() {
        ThermalDesignPower guess = ThermalDesignPower.assumed(8);
        CpuTimeMeter meter = new CpuTimeMeter(guess, 8, cpuNanos::get, nanos::get, timer);
        Meter.Reading reading = meter.start();
        pass(1, 1);
        Measurement measured = reading.stop().orElseThrow();

        assertThat(guess.watts()).isEqualTo(32);
        assertThat(measured.high()).isCloseTo(measured.value() * 3, within(1e-12));
        assertThat(measured.scope()).contains("32 W (assumed, 4 W for each of 8 threads)");
    }

    @Test
    void measuresAroundACall() {
        CpuTimeMeter meter = cpuTime(10, 1);

        assertThat(meter.around(() -> pass(1, 1)).orElseThrow().value() * JOULES)
                .isCloseTo(8, within(1e-9));
        assertThatThrownBy(() -> meter.around(() -> {
                    throw new IllegalStateException("the answer failed");
                }))
                .hasMessage("the answer failed");
        assertThat(timer.scheduled()).isZero();
    }

    @Test
    void choosesTheCountersWhereTheyCanBeRead() throws IOException {
        domain("intel-rapl:0", "package-0", 0);

        Meters.Choice choice = Meters.best(root, OptionalDouble.of(65), timer);

        assertThat(choice.meter().name()).isEqualTo("powercap");
        assertThat(choice.reason()).contains(root.toString());
    }

    @Test
    void modelsWhereThereAreNoCountersAndSaysWhy() {
        Meters.Choice declared = Meters.best(root, OptionalDouble.of(65), timer);
        Meters.Choice guessed = Meters.best(root.resolve("absent"), OptionalDouble.empty(), timer);

        assertThat(declared.meter().name()).isEqualTo("cpu-time-1");
        assertThat(declared.reason()).contains("65.0 W declared", "has no counter");
        assertThat(guessed.reason()).contains("assumed, 4 W for each of");
        assertThat(guessed.meter().around(() -> {})).isPresent();
    }

    @Test
    void asksTheFirmwareForThePowerWhenTheCountersAreClosed() throws IOException {
        domain("intel-rapl:0", "package-0", 0);
        Files.writeString(root.resolve("intel-rapl:0/constraint_0_max_power_uw"), "28000000\n");
        Files.writeString(root.resolve("intel-rapl:0/max_energy_range_uj"), "broken\n");

        Meters.Choice choice = Meters.best(root, OptionalDouble.empty(), timer);

        assertThat(choice.reason()).contains("28.0 W told by the firmware", "reads 'broken', expected a whole number");
    }
}
