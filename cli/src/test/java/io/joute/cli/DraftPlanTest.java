package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.moderation.HourlyLimits;
import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.distill.demo.DemoModels;
import io.joute.engine.Drafting;
import io.joute.engine.EngineOptions;
import io.joute.engine.kernel.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What guesses at the answers of which model of an arena. */
@Timeout(120)
class DraftPlanTest {
    @TempDir
    Path folder;

    @Test
    void oneHoldsForAllAndOthersForTheModelsTheyName() {
        assertThat(DraftPlan.parse("none")).contains(DraftPlan.NONE);
        assertThat(DraftPlan.parse("lookup")).contains(new DraftPlan("lookup", Map.of()));
        assertThat(DraftPlan.parse("big = small.gguf, lookup,other=none"))
                .contains(new DraftPlan("lookup", Map.of("big", "small.gguf", "other", "none")));
        assertThat(DraftPlan.parse("big=small")).contains(new DraftPlan("none", Map.of("big", "small")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lookup,", "lookup,none", "a=b,a=c", "=b", "a="})
    void whatSaysNothingOrTwoThingsIsRefused(String text) {
        assertThat(DraftPlan.parse(text)).isEmpty();
    }

    @Test
    void anArenaRefusesToStartWhereAModelIsNotThere() {
        var plan = new DraftPlan("none", Map.of("joute-demo-3m", "no-such-model", "nobody", "lookup"));

        assertThatThrownBy(() -> Arena.open(settings(plan)).close())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("'nobody', 'no-such-model'");
    }

    private Settings settings(DraftPlan plan) {
        return new Settings(
                folder,
                "127.0.0.1",
                0,
                Set.of(),
                false,
                2,
                OptionalDouble.empty(),
                plan,
                LogFormat.TEXT,
                HourlyLimits.NONE,
                List.of());
    }

    @Test
    void aModelOfOtherTokensGuessesNothingAndTheAnswerComes() throws IOException {
        Path large = DemoModels.install(folder).getFirst().file();
        Path broken = Files.writeString(folder.resolve("broken.gguf"), "no model");
        List<List<ChatEvent>> answers = new ArrayList<>();
        for (Drafting drafting : List.of(new Drafting.None(), new Drafting.Model(broken))) {
            answers.add(answer(large, drafting));
        }

        assertThat(answers.get(1).getLast()).isInstanceOf(ChatEvent.Done.class);
        assertThat(answers.get(1).subList(0, answers.get(1).size() - 1))
                .isEqualTo(answers.get(0).subList(0, answers.get(0).size() - 1));
    }

    private static List<ChatEvent> answer(Path file, Drafting drafting) {
        List<ChatEvent> events = new ArrayList<>();
        try (WorkerPool pool = new WorkerPool(1);
                EngineModel model = new EngineModel(
                        "m",
                        file,
                        Optional.empty(),
                        EngineOptions.defaults().withPool(pool).withDrafting(drafting),
                        new AtomicInteger())) {
            var question = Message.user("Quelle est la capitale de l’Espagne ?");
            model.stream(
                    new ChatRequest(List.of(question), GenerationSettings.DEFAULT.withMaxOutputTokens(30)),
                    events::add);
        }
        return events;
    }
}
