package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import io.joute.connect.Completion;
import io.joute.connect.MessageEvents;
import io.joute.connect.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code joute endpoints} and {@code joute settings}. */
final class EndpointsCommandTest {
    private static final String KEY = "sk-PLANTED-0123456789-canary";

    @TempDir
    Path data;

    @Test
    void listsWhatIsDeclaredWithoutCallingAnybody() throws IOException {
        try (StubServer server = new StubServer((request, reply) -> reply.end())) {
            declare(server);

            Run run = run("endpoints", "list");

            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .contains("sonnet", "claude-3.5-sonnet", "anthropic", "3/15 USD", "0.0000 USD", "yes")
                    .contains("gpu", "llama-3.3-70b", "compatible", "free", "none")
                    .doesNotContain("PLANTED");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void saysThatNothingIsDeclared() {
        assertThat(run("endpoints", "list").out()).contains("No endpoint is declared in", "docs/SETTINGS.md");
        assertThat(run("endpoints", "test").code()).isEqualTo(2);
    }

    @Test
    void testsEachOnceAndTellsTimeTokensCostAndEnergy() throws IOException {
        try (StubServer server = new StubServer(EndpointsCommandTest::speak)) {
            declare(server);

            Run run = run("endpoints", "test");

            assertThat(run.err()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(run.out())
                    .contains("gpu: Llama 3.3 70B by Meta", "sonnet: Claude 3.5 Sonnet by Anthropic")
                    .contains("first token after ", "12 tokens read (4 from a cache), 9 written")
                    .contains("cost: 0.0002 USD", "energy: ", " Wh, from ", "estimated by ecologits-0.9")
                    .contains("it said: A joust is a duel.")
                    .doesNotContain("PLANTED");
            assertThat(server.requests()).hasSize(2);
            assertThat(run("endpoints", "list").out()).contains("0.0002 USD");
        }
    }

    @Test
    void testsOnlyThoseThatAreNamed() throws IOException {
        try (StubServer server = new StubServer(EndpointsCommandTest::speak)) {
            declare(server);

            assertThat(run("endpoints", "test", "gpu").out()).contains("gpu: ").doesNotContain("sonnet");
            assertThat(run("endpoints", "test", "gqu").err())
                    .contains("no endpoint is called 'gqu', expected one of gpu, sonnet");
        }
    }

    @Test
    void tellsAFailureWithoutTheKeyThatTheServerRepeats() throws IOException {
        StubServer.Script echo = (request, reply) ->
                reply.answer(400, "application/json", "{\"error\":{\"message\":\"bad key " + KEY + "\"}}");
        try (StubServer server = new StubServer(echo)) {
            declare(server);

            Run run = run("endpoints", "test", "sonnet", "--verbose");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("failed: endpoint 'sonnet': status 400: bad key …");
            assertThat(run.out() + run.err()).doesNotContain("PLANTED");
        }
    }

    @Test
    void refusesACardThatNobodyKnows() throws IOException {
        Files.writeString(
                data.resolve("joute.yaml"),
                "endpoints:\n  one: {address: \"https://models.example.org/v1\", model: m, card: unheard-of}\n");

        assertThat(run("endpoints", "test").err()).contains("'unheard-of', which nobody knows", "card.parameters");
    }

    @Test
    void refusesTheCardOfAModelThatRunsHere() throws IOException {
        Files.writeString(
                data.resolve("joute.yaml"),
                "endpoints:\n  one: {address: \"https://models.example.org/v1\", model: m, card: joute-demo-3m}\n");

        assertThat(run("endpoints", "test").err()).contains("that of a file that runs here");
    }

    @Test
    void printsSettingsWithTheirSourceAndNoKey() throws IOException {
        Files.writeString(
                data.resolve("joute.yaml"),
                "port: 8088\nendpoints:\n  one: {provider: openai, model: m, card: gpt-4, key-variable: THE_KEY}\n");

        Run run = run("settings", "--set", "endpoints.one.per-day=1", "--set", "endpoints.one.price-in=1");

        assertThat(run.out().replaceAll(" +", " "))
                .contains("port 8088 port in joute.yaml", "host 127.0.0.1 not set")
                .contains("endpoints.one.key-variable THE_KEY endpoints.one.key-variable in joute.yaml")
                .contains("endpoints.one.per-day 1 --set endpoints.one.per-day")
                .doesNotContain("PLANTED");
    }

    /** The figures that the catalogue of the project gives for models whose size their makers do not tell. */
    @Test
    void knownClosedModelsHaveTheEnergyOfTheirEstimatedSizes() {
        Map<String, List<Double>> expected = Map.of(
                "claude-3.5-sonnet", List.of(2_125.0, 3_834.0),
                "claude-3-opus", List.of(20_616.0, 51_678.0),
                "gpt-4", List.of(18_752.0, 46_087.0),
                "gemini-1.5-pro", List.of(11_085.0, 11_085.0));
        expected.forEach((id, ends) -> {
            ModelCard card = KnownModels.card(id).orElseThrow();
            Estimate energy = Estimates.of(new EcoLogits09(), card, 1_000_000).energy();

            assertThat(card.estimated()).isTrue();
            assertThat(energy.low()).as(id).isCloseTo(ends.getFirst(), withPercentage(0.1));
            assertThat(energy.high()).as(id).isCloseTo(ends.getLast(), withPercentage(0.1));
        });
        assertThat(KnownModels.cards()).hasSize(15);
    }

    private static void speak(StubServer.Request request, StubServer.Reply reply) throws IOException {
        List<String> events = request.headers().containsKey("anthropic-version")
                ? MessageEvents.message("end_turn", List.of(), "A joust", " is a duel.")
                : Completion.answering("stop", "A joust", " is a duel.");
        reply.stream();
        for (String event : events) {
            reply.chunk(event);
        }
        reply.end();
    }

    private void declare(StubServer server) throws IOException {
        Files.writeString(data.resolve("joute.yaml"), """
                endpoints:
                  sonnet:
                    provider: anthropic
                    address: %1$s
                    private-address: true
                    model: claude-3-5-sonnet-20241022
                    card: claude-3.5-sonnet
                    key-variable: THE_KEY
                    price-in: 3
                    price-out: 15
                  gpu:
                    address: %1$s
                    private-address: true
                    model: meta-llama/Llama-3.3-70B-Instruct
                    card: llama-3.3-70b
                """.formatted(server.address("/v1")));
    }

    private Run run(String... arguments) {
        return Run.with("", Map.of("JOUTE_DATA", data.toString(), "THE_KEY", KEY), arguments);
    }
}
