package io.joute.arena.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

    /** Prompts by the set they are in: plain ones, those the lists were widened from, those nothing was changed for. */
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
        List<Labelled> all = Stream.of("prompts", "later", "unseen")
                .flatMap(set -> prompts(set).stream())
                .filter(each -> !each.category.equals("other"))
                .toList();
        List<Labelled> wrong = found(all.stream(), each -> !hasLanguage(each));

        assertThat(all).hasSize(303);
        assertThat(wrong).as("wrong: %s", wrong).hasSizeLessThanOrEqualTo(11);
    }

    @Test
    void tellsWhatAPlainPromptIsAbout() {
        List<Labelled> plain = found(prompts("prompts").stream(), Labelled::hasCategory);
        List<Labelled> wrong = found(plain.stream(), each -> !category(each).equals(each.category));

        assertThat(plain).hasSize(121);
        assertThat(wrong).as("wrong: %s", wrong).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void leavesMostOfWhatItHasNoWordsForUntold() {
        List<Labelled> unseen = prompts("unseen");
        List<Labelled> right = found(unseen.stream(), each -> category(each).equals(each.category));
        List<Labelled> untold = found(unseen.stream(), each -> category(each).equals("other"));

        assertThat(unseen).hasSize(56);
        assertThat(right).hasSize(15);
        assertThat(untold).hasSize(27);
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
