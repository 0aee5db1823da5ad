package io.joute.arena.energy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.ScheduledExecutorService;

/** Chooses the meter of this machine. */
public final class Meters {
    private Meters() {}

    /**
     * A meter and why it.
     *
     * @param meter to use
     * @param reason one sentence for the log
     */
    public record Choice(Meter meter, String reason) {}

    /**
     * The processor's counters when they can be read, else the model of CPU time.
     *
     * @param powercapRoot {@link PowercapMeter#ROOT}, or another folder of that form
     * @param declaredWatts thermal design power of the machine's processors, if the operator declared it
     * @param timer samples now and then while an answer is being measured
     */
    public static Choice best(Path powercapRoot, OptionalDouble declaredWatts, ScheduledExecutorService timer) {
        try {
            return new Choice(
                    PowercapMeter.open(powercapRoot, System::nanoTime, timer),
                    "energy is measured by the processor's counters under " + powercapRoot);
        } catch (IOException e) {
            ThermalDesignPower power = power(powercapRoot, declaredWatts);
            return new Choice(
                    cpuTime(power, timer),
                    "energy is modelled from CPU time (" + power.watts() + " W " + power.origin() + "), because "
                            + e.getMessage());
        }
    }

    private static Meter cpuTime(ThermalDesignPower power, ScheduledExecutorService timer) {
        int threads = Runtime.getRuntime().availableProcessors();
        return new CpuTimeMeter(power, threads, CpuTimeMeter.ofThisProcess(), System::nanoTime, timer);
    }

    private static ThermalDesignPower power(Path powercapRoot, OptionalDouble declaredWatts) {
        if (declaredWatts.isPresent()) {
            return ThermalDesignPower.declared(declaredWatts.getAsDouble());
        }
        OptionalDouble firmware = PowercapDomains.designWatts(powercapRoot, Files::readString);
        return firmware.isPresent()
                ? ThermalDesignPower.fromFirmware(firmware.getAsDouble())
                : ThermalDesignPower.assumed(Runtime.getRuntime().availableProcessors());
    }
}
