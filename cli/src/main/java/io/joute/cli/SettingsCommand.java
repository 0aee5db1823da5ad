package io.joute.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code joute settings}: what holds, and where it comes from. */
@Command(
        name = "settings",
        description = "Print all settings, and where each comes from.",
        footer = {
            "",
            "Examples:",
            "  joute settings",
            "  joute settings --data DIR --set port=8080",
            "  joute settings --page > docs/SETTINGS.md"
        })
final class SettingsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Option(names = "--page", description = "Print the page that documents them instead.")
    boolean page;

    SettingsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (page) {
            surroundings.out().print(SettingsPage.markdown());
            return Exit.OK.code();
        }
        Table table = new Table("setting", "value", "from");
        for (SettingsReader.Found found : new SettingsReader(surroundings).found(options.given())) {
            table.add(found.key(), found.value(), found.where().orElse("not set"));
        }
        table.print(surroundings.out());
        return Exit.OK.code();
    }
}
