package io.joute.cli;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.base.chat.Usage;
import io.joute.connect.Outside;
import io.joute.connect.RemoteModel;
import io.joute.store.Database;
import io.joute.store.SqliteCatalog;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code joute endpoints test}: one small question to each. */
@Command(
        name = "test",
        description = {
            "Ask each remote model one small question, and say how long its first token took, what the answer took and cost,"
                    + " and the energy that is estimated for it.",
            "",
            "It costs what such an answer costs."
        },
        footer = {"", "Examples:", "  joute endpoints test", "  joute endpoints test claude --prompt \"Bonjour\""})
final class EndpointsTestCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Those to test; all when none is named.")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--prompt",
            defaultValue = "Answer in one sentence: what is a joust?",
            paramLabel = "TEXT",
            description = "What to ask; something short when not told.")
    String prompt = "";

    EndpointsTestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        requireKnown(settings);
        try (Database database = Database.open(settings.dataDirectory())) {
            SqliteCatalog catalog = new SqliteCatalog(database);
            new DemoCards(settings.dataDirectory()).install(catalog);
            var outside = Outside.real(new SpendingFile(settings.dataDirectory()), new SecureRandom());
            var remotes = new Remotes(catalog, settings.endpoints(), outside);
            boolean allAnswered = true;
            for (RemoteModel model : remotes.models()) {
                if (names.isEmpty() || names.contains(model.endpoint().name())) {
                    allAnswered &= test(model, remotes.card(model));
                }
            }
            return allAnswered ? Exit.OK.code() : Exit.FAILURE.code();
        }
    }

    private void requireKnown(Settings settings) {
        List<String> known = settings.endpoints().stream()
                .map(plan -> plan.endpoint().name())
                .toList();
        if (known.isEmpty()) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "no endpoint is declared in " + settings.dataDirectory().resolve(SettingsReader.FILE)
                            + "; docs/SETTINGS.md says how");
        }
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new CommandFailure(
                    Exit.USAGE, "no endpoint is called '" + name + "', expected one of " + String.join(", ", known));
        });
    }

    private boolean test(RemoteModel model, ModelCard card) {
        var request = new ChatRequest(List.of(Message.user(prompt)), GenerationSettings.DEFAULT);
        StringBuilder text = new StringBuilder();
        List<ChatEvent> ends = new ArrayList<>();
        model.stream(request, event -> {
            switch (event) {
                case ChatEvent.Delta delta -> text.append(delta.text());
                case ChatEvent.Thinking ignored -> {}
                case ChatEvent.Done done -> ends.add(done);
                case ChatEvent.Failed failed -> ends.add(failed);
            }
        });
        surroundings.out().println(model.endpoint().name() + ": " + card.name() + " by " + card.maker());
        boolean answered = ends.getFirst() instanceof ChatEvent.Done;
        if (ends.getFirst() instanceof ChatEvent.Done done) {
            figures(model, card, done.usage())
                    .forEach(line -> surroundings.out().println("  " + line));
            surroundings
                    .out()
                    .println("  it said: "
                            + Wrapping.safe(text.toString()).strip().replaceAll("\\s+", " "));
        } else if (ends.getFirst() instanceof ChatEvent.Failed failed) {
            surroundings
                    .out()
                    .println("  failed: "
                            + Wrapping.safe(String.valueOf(failed.failure().getMessage())));
        }
        surroundings.out().flush();
        return answered;
    }

    private static List<String> figures(RemoteModel model, ModelCard card, Usage usage) {
        Estimate energy = Estimates.shown(
                Estimates.of(new EcoLogits09(), card, usage.outputTokens()).energy());
        return List.of(
                String.format(
                        Locale.ROOT,
                        "first token after %.2f s, whole answer after %.2f s",
                        usage.prefillNanos() / 1e9,
                        usage.totalNanos() / 1e9),
                usage.promptTokens() + " tokens read (" + usage.cachedTokens() + " from a cache), "
                        + usage.outputTokens() + " written (" + usage.reasoningTokens() + " of reasoning)",
                "cost: "
                        + EndpointsListCommand.money(
                                model.endpoint().price().of(usage.promptTokens(), usage.outputTokens()),
                                model.endpoint().price()),
                "energy: " + Quantities.significant(energy.mid(), 3) + " " + energy.unit() + ", from "
                        + Quantities.significant(energy.low(), 3) + " to " + Quantities.significant(energy.high(), 3)
                        + ", estimated by " + energy.method() + " " + energy.version());
    }
}
