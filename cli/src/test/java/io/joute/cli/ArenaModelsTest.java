package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.catalog.ModelCard;
import io.joute.connect.MessageEvents;
import io.joute.connect.StubServer;
import io.joute.distill.demo.DemoModel;
import io.joute.server.admin.ModelDesk;
import io.joute.server.admin.ModelDesk.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the administration of a real arena is told of its models, and what it can do with them. */
@Timeout(120)
final class ArenaModelsTest {
    private static final String KEY = "sk-PLANTED-0123456789-canary";

    @TempDir
    Path data;

    private StubServer provider = new StubServer((request, reply) -> reply.answer(500, "application/json", "{}"));
    private Arena arena;
    private ModelDesk desk;

    @BeforeEach
    void open() throws IOException {
        provider = new StubServer((request, reply) -> {
            reply.stream();
            for (String event : MessageEvents.message("end_turn", List.of(), "It is", " Canberra.")) {
                reply.chunk(event);
            }
            reply.end();
        });
        reopen();
    }

    private void reopen() throws IOException {
        arena = Arena.open(settings());
        desk = arena.administration(List.of()).models();
    }

    @AfterEach
    void close() {
        arena.close();
        provider.close();
    }

    @Test
    void findsAFileThatWasPutThereMeanwhileAndLetsItPlay() throws IOException {
        assertThat(desk.found()).isEmpty();
        Path folder = Files.createDirectories(data.resolve("models/somebody--mine"));
        Files.copy(demo(), folder.resolve("mine.gguf"));
        Files.writeString(folder.resolve("half.gguf.part"), "not yet whole");

        assertThat(desk.found()).containsExactly("somebody--mine/mine.gguf");
        ModelDesk.Facts facts = desk.facts("somebody--mine/mine.gguf");
        assertThat(facts.id()).isEqualTo("mine");
        assertThat(facts.billions()).isBetween(0.001, 0.01);

        ModelCard card = card(DemoModel.BIG.id());
        arena.served().catalog().save(renamed(card, "mine", facts));
        assertThat(desk.found()).isEmpty();
        assertThat(desk.state(card("mine")).condition()).isEqualTo(Condition.READY);
        ModelDesk.Trial trial = desk.ask("mine", "Quelle est la capitale de l’Espagne ?");
        assertThat(trial.answered()).isTrue();
        assertThat(trial.text()).isNotBlank();
        assertThat(trial.cost()).isEmpty();
    }

    @Test
    void saysWhyAModelDoesNotRun() throws IOException {
        Path broken = Files.writeString(data.resolve("models/broken.gguf"), "no model at all");
        ModelCard card = card(DemoModel.BIG.id());

        assertThat(desk.state(card.runningFrom(broken.toString(), 512, "Q8_0")))
                .satisfies(state -> assertThat(state.condition()).isEqualTo(Condition.BROKEN))
                .satisfies(state -> assertThat(state.detail()).contains("broken.gguf"));
        assertThat(desk.state(card.runningFrom(data.resolve("gone.gguf").toString(), 512, "Q8_0"))
                        .condition())
                .isEqualTo(Condition.MISSING);
        assertThat(desk.state(card("llama-3.3-70b")).condition()).isEqualTo(Condition.NOWHERE);
        assertThat(desk.state(card("llama-3.3-70b").servedBy("gone")))
                .satisfies(state -> assertThat(state.condition()).isEqualTo(Condition.UNDECLARED));
        assertThatThrownBy(() -> desk.facts("broken.gguf"))
                .isInstanceOf(ModelDesk.Refused.class)
                .hasMessageContaining("broken.gguf");
    }

    @Test
    void looksAtAFileAgainOnceItIsMended() throws IOException {
        Path file = Files.writeString(data.resolve("models/mended.gguf"), "no model at all");
        ModelCard card = card(DemoModel.BIG.id()).runningFrom(file.toString(), 512, "Q8_0");
        assertThat(desk.state(card).condition()).isEqualTo(Condition.BROKEN);

        Files.write(file, Files.readAllBytes(demo()));
        assertThat(desk.state(card).condition()).isEqualTo(Condition.READY);
    }

    @Test
    void readsACardBackAsItWroteItAndNamesTheLineOfAMistake() {
        ModelCard card = card("llama-3.1-8b");
        String text = desk.written(card);

        assertThat(desk.read(text)).isEqualTo(card);
        assertThatThrownBy(() -> desk.read(text.replace("\"releaseDate\"", "\"releasedOn\"")))
                .isInstanceOf(ModelDesk.Refused.class)
                .hasMessageContaining("releasedOn")
                .hasMessageMatching("(?s).*card\\.json:\\d+:\\d+: .*");
    }

    @Test
    void knowsWhoWritesACard() {
        assertThat(desk.keeper(card(DemoModel.BIG.id()))).isEqualTo(ModelDesk.Keeper.JOUTE);
        assertThat(desk.keeper(card("claude-3.5-sonnet"))).isEqualTo(ModelDesk.Keeper.OPERATOR);
        assertThat(desk.keeper(card("house"))).isEqualTo(ModelDesk.Keeper.SETTINGS);
    }

    @Test
    void triesAnEndpointAndTellsWhatItCost() {
        ModelDesk.Trial trial = desk.ask("claude-3.5-sonnet", "What is the capital of Australia?");

        assertThat(trial.text()).isEqualTo("It is Canberra.");
        assertThat(trial.cost()).hasValueSatisfying(cost -> assertThat(cost).endsWith(" USD"));
        ModelDesk.Endpoint endpoint = endpoint("sonnet-1");
        assertThat(endpoint.spent())
                .hasValueSatisfying(spent -> assertThat(spent).isNotEqualTo("0.0000 USD"));
        assertThat(endpoint.limit()).hasValue("1.0000 USD");
        assertThat(endpoint.last()).isEmpty();
        assertThat(endpoint.addresses().getFirst().asking()).isEqualTo(ModelDesk.Asking.ASKED);
    }

    @Test
    void tellsHowAnEndpointFailedWithoutItsKey() throws IOException {
        provider.close();
        arena.close();
        provider = new StubServer(
                (request, reply) -> reply.answer(401, "application/json", "{\"error\":{\"message\":\"" + KEY + "\"}}"));
        reopen();

        ModelDesk.Trial trial = desk.ask("claude-3.5-sonnet", "What is the capital of Australia?");

        assertThat(trial.answered()).isFalse();
        ModelDesk.Endpoint endpoint = endpoint("sonnet-1");
        assertThat(endpoint.addresses().getFirst().asking()).isEqualTo(ModelDesk.Asking.RESTING);
        assertThat(endpoint.last())
                .hasValueSatisfying(last -> assertThat(last.message()).contains("sonnet-1", "401"));
        assertThat(trial + endpoint.toString()).doesNotContain("PLANTED");
        assertThat(endpoint.hasKey()).isTrue();
    }

    private ModelDesk.Endpoint endpoint(String name) {
        return desk.endpoints().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ModelCard card(String id) {
        return arena.served().catalog().card(id).orElseThrow();
    }

    private static ModelCard renamed(ModelCard card, String id, ModelDesk.Facts facts) {
        return new ModelCard(
                id,
                "Mine",
                card.family(),
                card.maker(),
                card.country(),
                card.releaseDate(),
                card.licence(),
                card.openness(),
                card.total(),
                card.active(),
                false,
                Optional.of(facts.contextLength()),
                Optional.of(facts.quantisation()),
                card.energyZone(),
                card.pue(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.of(facts.path()),
                card.status());
    }

    private Path demo() {
        return Path.of(card(DemoModel.BIG.id()).checkpoint().orElseThrow());
    }

    private Settings settings() throws IOException {
        Files.writeString(data.resolve("joute.yaml"), """
                endpoints:
                  house:
                    address: %s
                    private-address: true
                    model: in-house
                    card:
                      name: House model
                      maker: The house
                      released: 2026-01
                      parameters: 8
                  sonnet-1:
                    provider: anthropic
                    address: %s
                    private-address: true
                    model: upstream-sonnet
                    card: claude-3.5-sonnet
                    key-variable: THE_KEY
                    price-in: 3
                    price-out: 15
                    per-day: 1
                """.formatted(provider.address("/v1"), provider.address("/v1")));
        return new SettingsReader(new Surroundings(
                        Map.of("JOUTE_DATA", data.toString(), "THE_KEY", KEY),
                        Map.of("user.home", data.toString(), "os.name", "Linux"),
                        InputStream.nullInputStream(),
                        System.out,
                        System.err,
                        false,
                        false))
                .conclude(Map.of());
    }
}
