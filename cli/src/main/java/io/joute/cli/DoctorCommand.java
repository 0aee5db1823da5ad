package io.joute.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code joute doctor}: what Joute finds on this machine, and what to do where that is not the best. */
@Command(
        name = "doctor",
        description = {
            "Look at this machine: Java, processor and kernels, memory, energy counters, port and folders.",
            "",
            "Says what to do where something is missing or could be better. Changes nothing."
        },
        footer = {"", "Examples:", "  joute doctor", "  joute doctor --port 8080 --json"})
final class DoctorCommand implements Callable<Integer> {
    private static final int COLUMNS = 88;

    private final Surroundings surroundings;

    @Mixin
    ServeOptions options = new ServeOptions();

    @Option(names = "--json", description = "Write JSON: every finding with its state and advice.")
    boolean json;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        List<Finding> findings = new Examination(surroundings, settings).findings();
        boolean ill = findings.stream().anyMatch(finding -> finding.state() == Finding.State.PROBLEM);
        if (json) {
            Json.write(surroundings.out(), Map.of("findings", findings, "well", !ill));
        } else {
            findings.forEach(this::print);
            surroundings.out().println(ill ? "Joute cannot run as it is." : "Joute can run here.");
        }
        return ill ? Exit.FAILURE.code() : Exit.OK.code();
    }

    private void print(Finding finding) {
        String mark = switch (finding.state()) {
            case WELL -> "ok     ";
            case NOTE -> "note   ";
            case PROBLEM -> "problem";
        };
        surroundings.out().println(mark + "  " + finding.topic() + ": " + finding.found());
        if (!finding.advice().isEmpty()) {
            Wrapping.lines(finding.advice(), COLUMNS)
                    .forEach(line -> surroundings.out().println("         " + line));
        }
    }
}
