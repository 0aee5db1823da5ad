package io.joute.arena.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How often the subject of a prompt is told rightly; the figures are those of docs/DATASET.md. */
class SubjectsTest {
    private final Subjects subjects = new Subjects();

    private record Labelled(String language, String category, String prompt) {
        boolean hasCategory() {
            return !category.equals("-");
        }
    }

    /** Prompts by the set they are in: plain ones, those the lists were first widened from, those nothing was changed for. */
    private static List<Labelled> prompts(String set) {
        return Resource.lines(set + ".tsv").stream()
                .map(line -> line.split("\t"))
                .map(cells -> new Labelled(cells[0], cells[1], cells[2]))
                .toList();
    }

    private static List<Labelled> found(Stream<Labelled> prompts, Predicate<Labelled> test) {
        return new ArrayList<>(prompts.filter(test).toList());
    }

    private boolean hasLanguage(Labelled each) {
        return subjects.of(each.prompt).language().equals(Optional.of(each.language));
    }

    private String category(Labelled each) {
        return subjects.of(each.prompt).category().key();
    }

    @Test
    void tellsTheLanguageOfNineteenInTwentyPrompts() {
        List<Labelled> all = Stream.of("prompts", "later", "unseen", "held")
                .flatMap(set -> prompts(set).stream())
                .filter(each -> !each.category.equals("other"))
                .toList();
        List<Labelled> wrong = found(all.stream(), each -> !hasLanguage(each));

        assertThat(all).hasSize(523);
        assertThat(wrong).as("wrong: %s", wrong).hasSize(16);
    }

    @Test
    void tellsWhatAPlainPromptIsAbout() {
        List<Labelled> plain = found(prompts("prompts").stream(), Labelled::hasCategory);
        List<Labelled> wrong = found(plain.stream(), each -> !category(each).equals(each.category));

        assertThat(plain).hasSize(121);
        assertThat(wrong).as("wrong: %s", wrong).hasSizeLessThanOrEqualTo(4);
    }

    /** Ten prompts a category and language; the lists and examples were written after them, by the same hand. */
    @Test
    void tellsWhatNineInTenHeldOutPromptsAreAbout() {
        Map<String, Long> right = rightByCategory(prompts("held"));

        assertThat(prompts("held")).hasSize(220);
        assertThat(right.values()).hasSize(11).allMatch(count -> count >= 16);
        assertThat(right.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(200);
        assertThat(untold(prompts("held"))).isEqualTo(9);
    }

    /** Prompts that avoid plain words, written before these lists and examples and by nobody who wrote them. */
    @Test
    void tellsWhatSixInTenOddlyWordedPromptsAreAbout() {
        Map<String, Long> right = rightByCategory(prompts("unseen"));

        assertThat(prompts("unseen")).hasSize(56);
        assertThat(right.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(35);
        assertThat(untold(prompts("unseen"))).isEqualTo(8);
    }

    private Map<String, Long> rightByCategory(List<Labelled> prompts) {
        return prompts.stream()
                .filter(each -> category(each).equals(each.category))
                .collect(Collectors.groupingBy(Labelled::category, Collectors.counting()));
    }

    private int untold(List<Labelled> prompts) {
        return found(prompts.stream(), each -> category(each).equals("other")).size();
    }

    @Test
    void learnsFromNoneOfThePromptsItIsMeasuredWith() {
        List<String> learnt = prompts("examples").stream().map(Labelled::prompt).toList();

        assertThat(learnt).hasSize(360).doesNotHaveDuplicates();
        for (String set : List.of("prompts", "later", "unseen", "held")) {
            assertThat(prompts(set)).extracting(Labelled::prompt).doesNotContainAnyElementsOf(learnt);
        }
    }

    @Test
    void saysThatItCannotTell() {
        assertThat(subjects.of("")).isEqualTo(Subject.UNKNOWN);
        assertThat(subjects.of("12345 !!! 🦌")).isEqualTo(Subject.UNKNOWN);
        assertThat(subjects.of("qzx").category()).isEqualTo(Category.OTHER);
    }

    @Test
    void doesNotTakeCodeForALanguage() {
        Subject subject =
                subjects.of("Pourquoi ce code échoue-t-il ?\n```\nfor (int i = 0; i < the.length; i++) {}\n```");
        assertThat(subject).isEqualTo(new Subject(Optional.of("fr"), Category.CODE));
    }

    @Test
    void readsAHugePromptNoFurtherThanItsStart() {
        assertThat(subjects.of("Traduis ceci en anglais : " + "the cat ".repeat(1_000_000)))
                .extracting(Subject::category)
                .isEqualTo(Category.TRANSLATION);
    }
}
