package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuelFoldTest {
    private static final List<DuelEvent> WHOLE = DuelLogContract.everyType(1);

    @Test
    void isTheSameWhetherFoldedAtOnceOrOneByOne() {
        for (int size = 1; size <= WHOLE.size(); size++) {
            Duel before = Duel.of(WHOLE.subList(0, Math.max(1, size - 1)));
            Duel after = size == 1 ? before : before.with(WHOLE.get(size - 1));
            assertThat(Duel.of(WHOLE.subList(0, size))).isEqualTo(after);
        }
    }

    @Test
    void comesToEachStateInTurn() {
        List<DuelState> states = new ArrayList<>();
        for (int size = 2; size <= WHOLE.size(); size++) {
            states.add(Duel.of(WHOLE.subList(0, size)).stateAtRest());
        }
        assertThat(states)
                .containsExactly(
                        DuelState.FAILED,
                        DuelState.FAILED,
                        DuelState.FAILED,
                        DuelState.ANSWERED,
                        DuelState.VOTED,
                        DuelState.VOTED,
                        DuelState.REVEALED);
    }

    @Test
    void countsFailuresAndKeepsTheLastVote() {
        Duel.Turn turn = Duel.of(WHOLE).turns().getFirst();
        assertThat(turn.failures()).containsEntry(Side.RIGHT, 1).containsEntry(Side.LEFT, 0);
        assertThat(turn.answered(Side.RIGHT)).isPresent();
        assertThat(turn.failed(Side.RIGHT)).isEmpty();
        assertThat(Duel.of(WHOLE).votes())
                .hasSize(1)
                .first()
                .extracting(Vote::choice)
                .isEqualTo(Choice.A);
    }

    @Test
    void isRevealedByTypeOnlyWithAVote() {
        assertThat(Duel.of(WHOLE.subList(0, 5)).voted()).isEmpty();
        Duel voted = Duel.of(WHOLE.subList(0, 6));
        assertThat(voted.voted())
                .hasValueSatisfying(duel -> assertThat(duel.duel()).isEqualTo(voted));
    }

    @Test
    void refusesEventsThatCannotHaveHappened() {
        assertThatThrownBy(() -> Duel.of(List.of())).hasMessageContaining("expected Opened");
        assertThatThrownBy(() -> Duel.of(WHOLE.subList(1, 3))).hasMessageContaining("begins with Asked");
        Duel opened = Duel.of(WHOLE.subList(0, 1));
        assertThatThrownBy(() -> opened.with(WHOLE.getFirst())).hasMessageContaining("only one at the beginning");
        assertThatThrownBy(() -> opened.with(WHOLE.get(2))).hasMessageContaining("event of turn 0");
        assertThatThrownBy(() -> opened.with(WHOLE.get(5))).hasMessageContaining("event of turn 0");
        DuelEvent second = new DuelEvent.Asked(DuelLogContract.duel(1), DuelLogContract.at(1), 1, "skipped one");
        assertThatThrownBy(() -> opened.with(second)).hasMessageContaining("expected turn 0");
        DuelEvent foreign = new DuelEvent.Asked(DuelLogContract.duel(2), DuelLogContract.at(1), 0, "elsewhere");
        assertThatThrownBy(() -> opened.with(foreign))
                .hasMessageContaining(DuelLogContract.duel(2).value());
    }
}
