package io.joute.distill.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoCorpusTest {
    private static final DemoCorpus CORPUS = DemoCorpus.generate(1);

    private static Map<String, String> answers() {
        var answers = new HashMap<String, String>();
        Stream.concat(CORPUS.training().stream(), CORPUS.heldOut().stream())
                .filter(example -> example.context().isEmpty())
                .forEach(example -> answers.put(example.question(), example.answer()));
        return answers;
    }

    @Test
    void equalSeedsGiveEqualCorpora() {
        assertThat(DemoCorpus.generate(1)).isEqualTo(CORPUS);
        assertThat(DemoCorpus.generate(2).training()).isNotEqualTo(CORPUS.training());
    }

    @Test
    void noHeldOutQuestionIsATrainingOne() {
        Set<List<?>> training = CORPUS.training().stream().map(Example::prompt).collect(Collectors.toSet());
        assertThat(CORPUS.heldOut()).noneMatch(example -> training.contains(example.prompt()));
        var keys = CORPUS.training().stream().map(Example::key).collect(Collectors.toSet());
        assertThat(CORPUS.heldOut())
                .filteredOn(example -> example.category() != Category.ARITHMETIC)
                .noneMatch(example -> keys.contains(example.key()));
    }

    @Test
    void aHeldOutSumIsNeitherAskedNorToldInTraining() {
        var sums = CORPUS.heldOut().stream()
                .map(Example::fact)
                .filter(Arithmetic::isArithmetic)
                .collect(Collectors.toSet());
        assertThat(sums).hasSizeGreaterThan(35);
        assertThat(CORPUS.training()).noneMatch(example -> sums.contains(example.fact()));
        var told = new HashSet<String>();
        CORPUS.training().forEach(example -> example.context().forEach(turn -> told.add(turn.text())));
        CORPUS.heldOut().stream()
                .filter(example -> sums.contains(example.fact()))
                .forEach(example -> assertThat(told).doesNotContain(example.answer()));
    }

    @Test
    void everyCategoryIsThereInBothLanguagesAndHeldOut() {
        for (Category category : Category.values()) {
            for (Language language : Language.values()) {
                assertThat(CORPUS.training())
                        .anyMatch(example -> example.category() == category && example.language() == language);
                assertThat(CORPUS.heldOut())
                        .anyMatch(example -> example.category() == category && example.language() == language);
            }
        }
    }

    @Test
    void writesGoodFrench() {
        Map<String, String> answers = answers();
        assertThat(answers)
                .containsEntry("Donne-moi la capitale du Japon.", "La capitale du Japon est Tokyo.")
                .containsEntry("Donne-moi la capitale des États-Unis.", "La capitale des États-Unis est Washington.")
                .containsEntry("Dis-moi quelle est la capitale de l'Italie.", "La capitale de l'Italie est Rome.")
                .containsEntry(
                        "Qu'est-ce qu'un paramètre ?",
                        "Un paramètre est un nombre que le modèle apprend, comme une synapse artificielle.");
        assertThat(answers.keySet())
                .noneMatch(question ->
                        question.contains(" de le ") || question.contains("{") || question.contains("que un "));
    }

    @Test
    void conjugatesRegularAndIrregularVerbs() {
        Set<String> answers = new HashSet<>(answers().values());
        assertThat(answers)
                .contains(
                        "On dit « nous finissons ».",
                        "On dit « j'aimerai ».",
                        "On dit « ils allaient ».",
                        "Je suis, tu es, il est, nous sommes, vous êtes, ils sont.",
                        "The past tense of teach is \"taught\".");
    }

    @Test
    void sumsAreRight() {
        Stream.concat(CORPUS.training().stream(), CORPUS.heldOut().stream())
                .map(Example::answer)
                .filter(answer -> answer.matches("\\d+ [-+×] \\d+ = \\d+\\."))
                .forEach(answer -> {
                    String[] parts = answer.replace(".", "").split(" ", -1);
                    int a = Integer.parseInt(parts[0]);
                    int b = Integer.parseInt(parts[2]);
                    int expected = parts[1].equals("+") ? a + b : parts[1].equals("-") ? a - b : a * b;
                    assertThat(Integer.parseInt(parts[4])).as(answer).isEqualTo(expected);
                });
    }

    @Test
    void suggestsTwentyQuestionsOrMoreInEachLanguage() {
        for (Language language : Language.values()) {
            assertThat(DemoCorpus.suggestions(language))
                    .hasSizeGreaterThanOrEqualTo(20)
                    .doesNotHaveDuplicates();
        }
    }
}
