package io.joute.cli;

import io.joute.arena.catalog.ModelCard;
import io.joute.cli.hub.ByteSize;
import io.joute.cli.hub.Hub;
import io.joute.cli.hub.HubAddress;
import io.joute.cli.hub.HubChoice;
import io.joute.cli.hub.HubDownload;
import io.joute.cli.hub.HubFile;
import io.joute.cli.hub.HubModel;
import io.joute.cli.hub.Proxies;
import io.joute.store.Database;
import io.joute.store.SqliteCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code joute models pull}: fetch a model and let it play. */
@Command(
        name = "pull",
        description = {
            "Fetch a model from Hugging Face, or a mirror, and let it play.",
            "",
            "What is fetched is shown before, with its size and licence; its sum is checked; a broken download goes on where"
                    + " it was. HF_TOKEN, or --token-file, opens models whose licence you have accepted; HF_ENDPOINT names"
                    + " a mirror; with HF_HUB_OFFLINE=1 nothing is fetched. Proxies are those of HTTPS_PROXY, HTTP_PROXY and"
                    + " NO_PROXY."
        },
        footer = {
            "",
            "Examples:",
            "  joute models pull hf:bartowski/Llama-3.2-1B-Instruct-GGUF:Q8_0",
            "  joute models pull hf:mistralai/Mistral-Small-24B-Instruct-2501 --token-file token.txt",
        })
final class ModelsPullCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long DISK_MARGIN_BYTES = 64L << 20;
    private static final int MEBI_BITS = 20;

    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Mixin
    CardOptions card = new CardOptions();

    @Parameters(
            paramLabel = "hf:OWNER/REPO[:FILE]",
            description = "The repository; and the file, or a part of its name, where it has several.")
    String address = "";

    @Option(names = "--revision", defaultValue = "main", paramLabel = "REV", description = "Branch, tag or commit.")
    String revision = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Its first line is the token; HF_TOKEN when not told.")
    @Nullable
    Path tokenFile;

    @Option(names = "--yes", description = "Do not ask before fetching.")
    boolean yes;

    @Option(names = "--only-fetch", description = "Fetch the file, and do not let it play.")
    boolean onlyFetch;

    ModelsPullCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!revision.matches("[\\w.-]{1,100}")) {
            throw new CommandFailure(Exit.USAGE, "--revision is '" + revision + "', expected a branch, tag or commit");
        }
        HubAddress wanted = usage(() -> HubAddress.of(address));
        requireOnline();
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        Optional<String> token = token();
        String endpoint = surroundings.environment().getOrDefault("HF_ENDPOINT", Hub.USUAL);
        Proxies proxies = usage(() -> Proxies.of(surroundings.environment()));
        try (Hub hub = usage(() -> new Hub(endpoint, token, proxies, Thread::sleep))) {
            fetch(hub, wanted, settings);
        }
        return Exit.OK.code();
    }

    private static <T> T usage(Supplier<T> told) {
        try {
            return told.get();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private void fetch(Hub hub, HubAddress wanted, Settings settings) throws IOException, InterruptedException {
        Path folder = settings.dataDirectory().resolve("models").resolve(wanted.owner() + "--" + wanted.name());
        HubModel model = hub.model(wanted, revision);
        List<HubFile> files = HubChoice.of(model, wanted.file());
        announce(model, files, folder);
        if (!agreed()) {
            surroundings.out().println("nothing was fetched");
            return;
        }
        requireArena(settings);
        requireDisk(files, folder);
        Path first = fetch(hub, model, files, folder);
        Path checkpoint = files.getFirst().path().endsWith(".gguf") ? first : folder;
        surroundings.out().println("fetched: " + checkpoint);
        if (!onlyFetch) {
            play(settings, model, checkpoint);
        }
    }

    /** Better said before hours of fetching than after. */
    private void requireArena(Settings settings) throws IOException {
        if (!onlyFetch) {
            Database.open(settings.dataDirectory()).close();
        }
    }

    private void requireOnline() {
        String offline = surroundings.environment().getOrDefault("HF_HUB_OFFLINE", "");
        if (List.of("1", "true", "yes", "on").contains(offline.toLowerCase(Locale.ROOT))) {
            throw new CommandFailure(Exit.FAILURE, "HF_HUB_OFFLINE is " + offline + ": nothing is fetched");
        }
    }

    private Optional<String> token() throws IOException {
        if (tokenFile != null) {
            try (var lines = Files.lines(tokenFile, StandardCharsets.UTF_8)) {
                return Optional.of(checked(lines.findFirst().orElse("").strip(), "--token-file " + tokenFile));
            }
        }
        String variable =
                surroundings.environment().getOrDefault("HF_TOKEN", "").strip();
        return variable.isEmpty() ? Optional.empty() : Optional.of(checked(variable, "HF_TOKEN"));
    }

    private static String checked(String token, String where) {
        if (!token.matches("[\\x21-\\x7e]{1,512}")) {
            throw new CommandFailure(Exit.USAGE, where + " has no token: expected visible characters, at most 512");
        }
        return token;
    }

    private void announce(HubModel model, List<HubFile> files, Path folder) {
        String what = files.size() == 1 ? files.getFirst().path() : files.size() + " files";
        surroundings
                .out()
                .println(model.address().repository() + ": " + what + ", " + ByteSize.shown(HubModel.sizeBytes(files)));
        surroundings
                .out()
                .println("licence: " + model.licence().orElse("not told")
                        + (model.gated() ? ", to be accepted on the hub first" : ""));
        surroundings.out().println("into: " + folder);
    }

    private boolean agreed() throws IOException {
        if (yes || !surroundings.interactive()) {
            return true;
        }
        surroundings.out().print("Fetch it? [Y/n] ");
        surroundings.out().flush();
        StringBuilder answer = new StringBuilder();
        int c = surroundings.in().read();
        while (c >= 0 && c != '\n') {
            answer.append((char) c);
            c = surroundings.in().read();
        }
        return c >= 0
                && List.of("", "y", "yes", "o", "oui")
                        .contains(answer.toString().strip().toLowerCase(Locale.ROOT));
    }

    private static void requireDisk(List<HubFile> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        long missing = 0;
        for (HubFile file : files) {
            missing = Math.addExact(missing, HubDownload.missingBytes(file, folder));
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (missing > 0 && missing > free - DISK_MARGIN_BYTES) {
            throw new CommandFailure(
                    Exit.FAILURE,
                    "needs " + ByteSize.shown(missing) + " more, " + ByteSize.shown(free) + " are free in " + folder,
                    "make room, or keep the data elsewhere: --data DIR");
        }
    }

    private Path fetch(Hub hub, HubModel model, List<HubFile> files, Path folder)
            throws IOException, InterruptedException {
        var download = new HubDownload(hub, Thread::sleep, PATIENCE);
        try (Progress progress = Progress.of(surroundings, "MiB", HubModel.sizeBytes(files) >> MEBI_BITS)) {
            long before = 0;
            for (HubFile file : files) {
                long earlier = before;
                download.fetch(
                        model, file, folder, bytes -> progress.reached((earlier + bytes) >> MEBI_BITS, file.path()));
                before += file.sizeBytes();
            }
        }
        return folder.resolve(files.getFirst().path());
    }

    private void play(Settings settings, HubModel model, Path checkpoint) throws IOException {
        ModelCard added =
                card.card(ModelFacts.of(checkpoint, settings.threads()).orElse(model));
        try (Database database = Database.open(settings.dataDirectory())) {
            SqliteCatalog catalog = new SqliteCatalog(database);
            new DemoCards(settings.dataDirectory()).install(catalog);
            ModelsAddCommand.save(catalog, added, checkpoint);
        }
        surroundings.out().println(ModelsAddCommand.said(added));
    }
}
