package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.JsonForm;
import io.joute.base.chat.Message;
import io.joute.base.chat.TokenModel;
import io.joute.base.chat.TokenOdds;
import io.joute.base.chat.TokenRequest;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.model.Golden;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model of random weights, held to a form: what it writes is as wild as can be, and of that form. */
@Timeout(120)
class HeldFormTest {
    private static final List<Message> QUESTION = List.of(Message.user("the car"));
    private static final GenerationSettings SETTINGS = new GenerationSettings(1, 0, 1, 0, 42, 400, List.of());
    private static final Optional<JsonForm> FORM = Optional.of(new JsonForm("""
            {"type": "object", "required": ["name", "seats", "kind"], "additionalProperties": false,
             "properties": {"name": {"type": "string", "maxLength": 20}, "seats": {"type": "integer", "minimum": 1, "maximum": 9},
                            "kind": {"enum": ["car", "bus"]}}}
            """));

    @TempDir
    private Path folder;

    private final WorkerPool pool = new WorkerPool(2);
    private Engine engine;
    private TokenModel model;

    @BeforeEach
    void open() throws IOException {
        engine = Engine.open(
                Golden.file(ElementType.Q4_0, folder), EngineOptions.defaults().withPool(pool));
        model = engine.chatModel("golden");
    }

    @AfterEach
    void close() {
        engine.close();
        pool.close();
    }

    private List<ChatEvent> stream(GenerationSettings settings, Optional<JsonForm> form) {
        List<ChatEvent> events = new ArrayList<>();
        model.stream(new ChatRequest(QUESTION, settings, List.of(), form), events::add);
        return events;
    }

    private static String text(List<ChatEvent> events) {
        return events.stream()
                .filter(ChatEvent.Delta.class::isInstance)
                .map(event -> ((ChatEvent.Delta) event).text())
                .collect(Collectors.joining());
    }

    private static FinishReason reason(List<ChatEvent> events) {
        return ((ChatEvent.Done) events.getLast()).finishReason();
    }

    private static void requireCar(String document) {
        JsonNode car = new JsonMapper().readTree(document);
        assertThat(car.propertyNames()).containsExactlyInAnyOrder("name", "seats", "kind");
        assertThat(car.get("name").stringValue()).hasSizeLessThanOrEqualTo(40);
        assertThat(car.get("seats").intValue()).isBetween(1, 9);
        assertThat(car.get("kind").stringValue()).isIn("car", "bus");
    }

    @Test
    void everySeedGivesADocumentOfTheForm() {
        for (int seed = 0; seed < 20; seed++) {
            List<ChatEvent> events = stream(SETTINGS.withSeed(seed), FORM);
            assertThat(reason(events)).isEqualTo(FinishReason.STOP);
            requireCar(text(events));
        }
        List<ChatEvent> greedy = stream(SETTINGS.withTemperature(0), FORM);
        assertThat(reason(greedy)).isEqualTo(FinishReason.STOP);
        requireCar(text(greedy));
        requireCar(text(stream(new GenerationSettings(1, 1, 0.5, 0.2, 42, 400, List.of()), FORM)));
    }

    @Test
    void anAnswerThatIsCutSaysSo() {
        List<ChatEvent> events = stream(SETTINGS.withMaxOutputTokens(5), FORM);
        assertThat(reason(events)).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void tellsTheTokensOfTheSameDocument() {
        List<ChatEvent> events = new ArrayList<>();
        List<TokenOdds> tokens = new ArrayList<>();
        model.stream(
                new TokenRequest(new TokenRequest.Start.Conversation(QUESTION, List.of()), SETTINGS, 2, false, FORM),
                events::add,
                tokens::add);
        assertThat(text(events)).isEqualTo(text(stream(SETTINGS, FORM)));
        assertThat(tokens).hasSizeGreaterThan(10);
    }

    /** A document that repeats itself, so that what followed before is guessed and is often right. */
    @Test
    void guessesChangeNothing() throws IOException {
        var cars = Optional.of(new JsonForm("""
                {"type": "array", "minItems": 8, "maxItems": 8, "items": {"type": "object", "required": ["kind", "colour"],
                 "properties": {"kind": {"enum": ["car", "bus"]}, "colour": {"enum": ["violet", "yellow", "orange"]}}}}
                """));
        EngineOptions guessing = EngineOptions.defaults().withPool(pool).withDrafting(new Drafting.Lookup());
        try (Engine other = Engine.open(Golden.file(ElementType.Q4_0, folder), guessing)) {
            TokenModel drafted = other.chatModel("golden");
            for (int seed = 0; seed < 6; seed++) {
                GenerationSettings drawn = SETTINGS.withSeed(seed).withTemperature(seed % 3 / 2.0);
                for (Optional<JsonForm> form : List.of(cars, FORM)) {
                    List<ChatEvent> events = new ArrayList<>();
                    drafted.stream(new ChatRequest(QUESTION, drawn, List.of(), form), events::add);

                    assertThat(reason(events)).isEqualTo(FinishReason.STOP);
                    assertThat(text(events)).isEqualTo(text(stream(drawn, form)));
                }
            }
        }
    }

    @Test
    void whoIsBesideChangesNothing() {
        List<String> alone = IntStream.range(0, 4)
                .mapToObj(i -> text(stream(SETTINGS.withSeed(i).withMaxOutputTokens(60), formOf(i))))
                .toList();
        List<CompletableFuture<String>> together = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> text(stream(SETTINGS.withSeed(i).withMaxOutputTokens(60), formOf(i))),
                        Thread::startVirtualThread))
                .toList();
        assertThat(together.stream().map(CompletableFuture::join).toList()).isEqualTo(alone);
    }

    private static Optional<JsonForm> formOf(int i) {
        return switch (i) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(JsonForm.ANY_OBJECT);
            default -> FORM;
        };
    }

    @Test
    void refusesASchemaThatItCannotHonour() {
        JsonForm form = new JsonForm("{\"type\":\"string\",\"pattern\":\"a*\"}");
        assertThat(model.objection(form)).contains("JSON Schema at #: keyword 'pattern' is not supported");
        assertThat(model.objection(FORM.orElseThrow())).isEmpty();
        ChatEvent.Failed failed =
                (ChatEvent.Failed) stream(SETTINGS, Optional.of(form)).getLast();
        assertThat(failed.failure().reason()).isEqualTo(new ChatException.Cause.Refused());
        assertThat(failed.failure()).hasMessageContaining("'pattern'");
    }
}
