package io.joute.cli;

import com.sun.management.OperatingSystemMXBean;
import io.joute.arena.energy.Meters;
import io.joute.arena.energy.PowercapMeter;
import io.joute.cli.hub.Proxies;
import io.joute.engine.Engine;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.kernel.WorkerPool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Looks at the machine, one thing after another; changes nothing. */
final class Examination {
    private static final int JAVA = 25;
    private static final long GIB = 1L << 30;
    private static final long LITTLE_MEMORY = 2 * GIB;
    private static final long LITTLE_DISK = GIB;

    private final Surroundings surroundings;
    private final Settings settings;

    Examination(Surroundings surroundings, Settings settings) {
        this.surroundings = surroundings;
        this.settings = settings;
    }

    List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        Machine machine = Machine.here();
        all.add(java(machine));
        all.add(Finding.well("Processor", machine.processorLine(settings.threads())));
        all.add(kernels());
        all.add(memory());
        all.add(heap());
        all.add(energy());
        all.add(port());
        all.add(folder());
        all.add(disk());
        all.add(downloads());
        return all;
    }

    private static Finding java(Machine machine) {
        return Runtime.version().feature() >= JAVA
                ? Finding.well("Java", machine.java())
                : Finding.problem("Java", machine.java(), "Joute needs Java " + JAVA + " or later.");
    }

    private static Finding kernels() {
        String name;
        try (WorkerPool pool = new WorkerPool(1)) {
            Kernels chosen = KernelChoice.choose(pool);
            name = chosen.name();
        } catch (IllegalStateException | IllegalArgumentException e) {
            return Finding.problem("Kernels", String.valueOf(e.getMessage()), "Take -Djoute.kernels away.");
        }
        return KernelChoice.MACHINE
                .obstacle()
                .or(KernelChoice.VECTOR::obstacle)
                .map(obstacle -> Finding.note("Kernels", name, "Faster ones cannot run here: " + obstacle + "."))
                .orElseGet(() -> Finding.well("Kernels", name));
    }

    private static Finding memory() {
        long available = Engine.availableMemoryBytes();
        long total = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : available;
        String found = gib(available) + " available of " + gib(total);
        return available < LITTLE_MEMORY
                ? Finding.note("Memory", found, "Enough for the demo models; an 8B model in Q4 wants some 6 GiB.")
                : Finding.well("Memory", found);
    }

    private static Finding heap() {
        return Finding.well(
                "Java heap",
                "up to " + gib(Runtime.getRuntime().maxMemory())
                        + ", for keys and values of conversations; weights are outside it");
    }

    private Finding energy() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            Meters.Choice choice = Meters.best(PowercapMeter.ROOT, settings.watts(), timer);
            return choice.meter() instanceof PowercapMeter
                    ? Finding.well("Energy", choice.reason())
                    : Finding.note(
                            "Energy",
                            choice.reason(),
                            settings.watts().isPresent()
                                    ? ""
                                    : "Where no counter can be read, tell the processor's thermal design power: --watts W.");
        } finally {
            timer.shutdownNow();
        }
    }

    private Finding port() {
        String place = settings.host() + ":" + settings.port();
        try (var trial = new ServerSocket()) {
            trial.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
            return Finding.well("Port", place + " is free");
        } catch (BindException taken) {
            return Finding.note(
                    "Port",
                    place + " is taken: " + taken.getMessage(),
                    "Perhaps Joute runs already; else choose another by --port.");
        } catch (IOException e) {
            return Finding.problem("Port", place + ": " + e.getMessage(), "Choose another address by --host.");
        }
    }

    private Finding folder() {
        Path data = settings.dataDirectory();
        Path nearest = nearest(data);
        if (!Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
            return Finding.problem(
                    "Data folder", data + ": " + nearest + " may not be written to", "Choose another by --data.");
        }
        return Finding.well("Data folder", data + (Files.exists(data) ? "" : " (made at the first start)"));
    }

    private static Path nearest(Path folder) {
        Path at = folder;
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    private Finding disk() {
        try {
            long free = Files.getFileStore(nearest(settings.dataDirectory())).getUsableSpace();
            return free < LITTLE_DISK
                    ? Finding.note("Disk", gib(free) + " free", "Votes need little, models need gigabytes.")
                    : Finding.well("Disk", gib(free) + " free");
        } catch (IOException e) {
            return Finding.note("Disk", "free space unknown: " + e.getMessage(), "");
        }
    }

    /** What is set, never the token itself. */
    private Finding downloads() {
        boolean token = surroundings.environment().containsKey("HF_TOKEN");
        String from = surroundings.environment().getOrDefault("HF_ENDPOINT", "https://huggingface.co");
        String found = "from " + from + (token ? ", with the token of HF_TOKEN" : ", without a token");
        try {
            return Finding.well("Downloads", found + through(URI.create(from)));
        } catch (IllegalArgumentException unusable) {
            return Finding.note("Downloads", found, String.valueOf(unusable.getMessage()));
        }
    }

    private String through(URI hub) {
        return Proxies.of(surroundings.environment())
                .proxy(hub)
                .map(proxy -> ", through the proxy " + proxy.getHostString() + ":" + proxy.getPort())
                .orElse("");
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
    }
}
