package io.joute.arena.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.admin.SuggestedQuestions.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuggestedQuestionsTest {
    private static final Question ITALY = new Question("Capitals", "What is the capital of Italy?");
    private static final Question SUM = new Question("Arithmetic", "What is 12 + 30?");
    private static final Question OWN = new Question("Work", "Write a mail that refuses politely.");

    private final Map<String, List<Question>> kept = new HashMap<>();
    private final SuggestedQuestions questions = new SuggestedQuestions(
            new QuestionLists() {
                @Override
                public Optional<List<Question>> find(String language) {
                    return Optional.ofNullable(kept.get(language));
                }

                @Override
                public void set(String language, List<Question> list) {
                    kept.put(language, list);
                }

                @Override
                public void forget(String language) {
                    kept.remove(language);
                }
            },
            language -> List.of(ITALY, SUM));

    @Test
    void offersWhatShipsUntilSomethingIsChanged() {
        assertThat(questions.in("en")).containsExactly(ITALY, SUM);
        assertThat(questions.isOwn("en")).isFalse();
        assertThat(questions.add("en", OWN, 1)).isEqualTo(Outcome.DONE);
        assertThat(questions.in("en")).containsExactly(OWN, ITALY, SUM);
        assertThat(questions.isOwn("en")).isTrue();
        assertThat(questions.isOwn("fr")).isFalse();
    }

    @Test
    void putsAQuestionWhereItIsToldOrLast() {
        questions.add("en", OWN, 2);
        assertThat(questions.in("en")).containsExactly(ITALY, OWN, SUM);
        questions.replace("en", OWN.id(), OWN, 9000);
        assertThat(questions.in("en")).containsExactly(ITALY, SUM, OWN);
        questions.replace("en", ITALY.id(), new Question("Capitals", "And of Spain?"), 1);
        assertThat(questions.in("en")).extracting(Question::text).startsWith("And of Spain?");
    }

    @Test
    void changesNothingThatIsNotThereOrTwiceThere() {
        assertThat(questions.add("en", SUM, 1)).isEqualTo(Outcome.TWICE);
        assertThat(questions.replace("en", OWN.id(), OWN, 1)).isEqualTo(Outcome.UNKNOWN);
        assertThat(questions.replace("en", ITALY.id(), SUM, 1)).isEqualTo(Outcome.TWICE);
        assertThat(questions.remove("en", OWN.id())).isEqualTo(Outcome.UNKNOWN);
        assertThat(questions.in("en")).containsExactly(ITALY, SUM);
        assertThat(kept).isEmpty();
    }

    @Test
    void canOfferNothingAndThenWhatShipsAgain() {
        questions.remove("en", ITALY.id());
        questions.remove("en", SUM.id());
        assertThat(questions.in("en")).isEmpty();
        questions.restore("en");
        assertThat(questions.in("en")).containsExactly(ITALY, SUM);
    }

    @Test
    void keepsNoMoreThanAPageCanShow() {
        List<Question> many = IntStream.range(0, SuggestedQuestions.MOST)
                .mapToObj(i -> new Question("Numbers", "What is " + i + "?"))
                .toList();
        kept.put("en", many);
        assertThat(questions.add("en", OWN, 1)).isEqualTo(Outcome.FULL);
    }

    @Test
    void refusesWhatIsNoQuestion() {
        assertThatThrownBy(() -> new Question("two\nlines", "x")).hasMessageContaining("one line");
        assertThatThrownBy(() -> new Question("x", " ")).hasMessageContaining("a text of 1 to 2000");
        assertThatThrownBy(() -> new Question("x", "y".repeat(2001))).hasMessageContaining("2001");
    }
}
