package io.joute.distill.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import io.joute.base.chat.ScoredToken;
import io.joute.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models that ship, asked through the engine. */
class DemoModelsTest {
    private static final String UNKNOWN_FRENCH = "Je ne sais pas : je suis un tout petit modèle.";
    private static final String UNKNOWN_ENGLISH = "I do not know: I am a very small model.";
    private static final DemoCorpus CORPUS =
            DemoCorpus.generate(DemoRecipe.shipped().seed());

    @TempDir
    private static Path directory;

    private static List<Engine> engines = List.of();
    private static ChatModel big;
    private static ChatModel distilled;
    private static ChatModel alone;

    @BeforeAll
    static void open() throws IOException {
        engines = DemoModels.install(directory.resolve("models")).stream()
                .map(installed -> Engine.open(installed.file()))
                .toList();
        big = engines.get(0).chatModel(DemoModel.BIG.id());
        distilled = engines.get(1).chatModel(DemoModel.DISTILLED.id());
        alone = engines.get(2).chatModel(DemoModel.ALONE.id());
    }

    @AfterAll
    static void close() {
        engines.forEach(Engine::close);
    }

    private static Example ask(String question, Message... context) {
        return new Example(Category.FOLLOW_UPS, Language.FRENCH, "asked", "as typed", List.of(context), question, "?");
    }

    private static String answer(ChatModel model, String question, Message... context) {
        return DemoEvaluation.answer(model, ask(question, context));
    }

    @Test
    void replacesADamagedFileAndLeavesAGoodOne() throws IOException {
        Path good = directory.resolve("models").resolve(DemoModel.DISTILLED.fileName());
        Path copies = directory.resolve("copies");
        DemoModels.install(copies);
        Path damaged = copies.resolve(DemoModel.DISTILLED.fileName());
        Files.write(damaged, new byte[] {1, 2, 3});
        assertThat(DemoModels.install(copies))
                .extracting(DemoModels.Installed::model)
                .containsExactly(DemoModel.values());
        assertThat(damaged).hasSameBinaryContentAs(good);
        try (Stream<Path> files = Files.list(copies)) {
            assertThat(files).hasSize(DemoModel.values().length);
        }
    }

    @Test
    void areSmallEnoughToShipAndHaveTheirReport() throws IOException {
        long bytes = 0;
        for (DemoModel model : DemoModel.values()) {
            Path file = directory.resolve("models").resolve(model.fileName());
            bytes += Files.size(file);
            assertThat(DemoModels.report()).contains(model.id(), DemoReport.sha256(file));
        }
        assertThat(bytes).isLessThan(8_000_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Quelle est la capitale du Japon ? | La capitale du Japon est Tokyo.",
                "capitale japon | La capitale du Japon est Tokyo.",
                "What is the capital of Australia? | The capital of Australia is Canberra.",
                "2+2 | 2 + 2 = 4.",
                "Combien font 7 x 8 ? | 7 fois 8 font 56.",
                "What's 12 + 9? | 12 plus 9 is 21.",
                "Bonjour | Bonjour ! Que puis-je faire pour vous ?",
                "Qui es-tu ? | Je suis un tout petit modèle de langage, entraîné par Joute.",
                "Conjugue finir au futur avec « nous ». | On dit « nous finirons ».",
                "What is the past tense of go? | The past tense of go is \"went\".",
                "C'est quoi la distillation ? | La distillation entraîne un petit modèle à imiter un grand, pour le rendre plus rapide et plus économe."
            })
    void bigAndDistilledAnswerWhatTheyKnow(String question, String expected) {
        assertThat(answer(big, question)).isEqualTo(expected);
        assertThat(answer(distilled, question)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Quel temps fait-il à Nantes ?, fr",
        "Qui était Victor Hugo ?, fr",
        "Écris un poème sur le printemps., fr",
        "What is the weather in Chicago?, en",
        "Who was Mozart?, en"
    })
    void saySoWhenTheyDoNotKnow(String question, String language) {
        String expected = language.equals("fr") ? UNKNOWN_FRENCH : UNKNOWN_ENGLISH;
        assertThat(answer(big, question)).isEqualTo(expected);
        assertThat(answer(distilled, question)).isEqualTo(expected);
    }

    @Test
    void followADialogue() {
        Message[] before = {
            Message.user("Quelle est la capitale de la France ?"),
            Message.assistant("La capitale de la France est Paris.")
        };
        assertThat(answer(big, "Et l'Italie ?", before)).isEqualTo("La capitale de l'Italie est Rome.");
        assertThat(answer(distilled, "Et l'Italie ?", before)).isEqualTo("La capitale de l'Italie est Rome.");
    }

    @Test
    void everySuggestionIsAnsweredFromWhatWasLearned() {
        Set<String> answers = CORPUS.training().stream().map(Example::answer).collect(Collectors.toSet());
        for (Language language : Language.values()) {
            for (DemoCorpus.Suggestion suggestion : DemoCorpus.suggestions(language)) {
                String answer = answer(big, suggestion.text());
                boolean unknown = answer.equals(UNKNOWN_FRENCH) || answer.equals(UNKNOWN_ENGLISH);
                assertThat(answers).as(suggestion.text()).contains(answer);
                assertThat(unknown).as(suggestion.text()).isEqualTo(suggestion.category() == Category.UNKNOWN);
            }
        }
    }

    /** A sample of the held-out questions; {@code joute train demo --evaluate} asks them all. */
    @Test
    void aTeacherMakesTheDifference() {
        List<Example> sample = CORPUS.heldOut().stream()
                .filter(example -> Math.floorMod(example.key().hashCode(), 12) == 0)
                .toList();
        double withTeacher = DemoEvaluation.of(distilled, sample).total().share();
        assertThat(DemoEvaluation.of(big, sample).total().share()).isGreaterThan(0.9);
        assertThat(withTeacher).isGreaterThan(0.8);
        assertThat(DemoEvaluation.of(alone, sample).total().share()).isLessThan(withTeacher - 0.1);
    }

    @Test
    void whatTheyAnswerIsWhatTheyFindLikeliest() {
        var request =
                new ChatRequest(List.of(Message.user("Quelle est la capitale du Japon ?")), GenerationSettings.DEFAULT);
        List<ScoredToken> tokens =
                engines.getFirst().chatModel("big").score(request, "La capitale du Japon est Tokyo.");

        assertThat(tokens.stream().map(ScoredToken::text).collect(Collectors.joining()))
                .isEqualTo("La capitale du Japon est Tokyo.");
        assertThat(tokens).allSatisfy(token -> {
            assertThat(token.probability()).isGreaterThan(0.5);
            assertThat(token.likeliest()).hasSize(5);
            assertThat(token.likeliest().getFirst().probability()).isEqualTo(token.probability());
        });
        List<ScoredToken> wrong = engines.getFirst().chatModel("big").score(request, "La capitale du Japon est Paris.");
        assertThat(wrong).anySatisfy(token -> assertThat(token.probability()).isLessThan(0.01));
    }
}
