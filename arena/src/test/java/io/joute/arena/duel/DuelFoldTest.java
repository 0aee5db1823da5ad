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
                        DuelState.FAILED,
                        DuelState.ANSWERED,
                        DuelState.VOTED,
                        DuelState.VOTED,
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
    void playsWithTheModelThatCameIn() {
        Duel before = Duel.of(WHOLE.subList(0, 4));
        Duel swapped = before.with(WHOLE.get(4));
        assertThat(before.modelId(Side.RIGHT)).isEqualTo("right.2");
        assertThat(before.turns().getFirst().failed(Side.RIGHT)).isPresent();
        assertThat(swapped.modelId(Side.RIGHT)).isEqualTo("other");
        assertThat(swapped.modelId(Side.LEFT)).isEqualTo("left-1");
        assertThat(swapped.turns().getFirst().failed(Side.RIGHT)).isEmpty();
        assertThat(swapped.swapped()).containsExactly(Side.RIGHT);
        assertThat(swapped.opened().propensity()).isEqualTo(0.25);
        assertThatThrownBy(() -> swapped.with(WHOLE.get(4))).hasMessageContaining("expected a swap of other");
    }

    @Test
    void keepsTheLastReactionAndTakesItBack() {
        assertThat(Duel.of(WHOLE.subList(0, 9)).turns().getFirst().reactions())
                .containsOnlyKeys(Side.LEFT)
                .hasEntrySatisfying(
                        Side.LEFT, reaction -> assertThat(reaction.liked()).isFalse());
        assertThat(Duel.of(WHOLE.subList(0, 10)).turns().getFirst().reactions()).isEmpty();
    }

    @Test
    void isRevealedByTypeOnlyWithAVote() {
        assertThat(Duel.of(WHOLE.subList(0, 6)).voted()).isEmpty();
        Duel voted = Duel.of(WHOLE.subList(0, 7));
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
        assertThatThrownBy(() -> opened.with(WHOLE.get(6))).hasMessageContaining("event of turn 0");
        DuelEvent second = new DuelEvent.Asked(DuelLogContract.duel(1), DuelLogContract.at(1), 1, "skipped one");
        assertThatThrownBy(() -> opened.with(second)).hasMessageContaining("expected turn 0");
        DuelEvent foreign = new DuelEvent.Asked(DuelLogContract.duel(2), DuelLogContract.at(1), 0, "elsewhere");
        assertThatThrownBy(() -> opened.with(foreign))
                .hasMessageContaining(DuelLogContract.duel(2).value());
    }
}
