package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call in every state: the table of {@link DuelState}, and nothing more. */
class StateTableTest {
    private static final String OK = "ok";

    /** A call that a visitor may make. */
    enum Call {
        ASK,
        STOP,
        RETRY_BIG,
        RETRY_SMALL,
        VOTE,
        VOTE_LATER_TURN,
        REACT,
        REVEAL,
        ERASE,
        VIEW,
        EVENTS
    }

    /** A duel in a state, and whether a turn of it is voted. */
    enum Scene {
        ANSWERING(DuelState.ANSWERING),
        ANSWERING_VOTED_BEFORE(DuelState.ANSWERING),
        FAILED(DuelState.FAILED),
        FAILED_VOTED_BEFORE(DuelState.FAILED),
        ANSWERED(DuelState.ANSWERED),
        ANSWERED_VOTED_BEFORE(DuelState.ANSWERED),
        VOTED(DuelState.VOTED),
        REVEALED(DuelState.REVEALED);

        private final DuelState state;

        Scene(DuelState state) {
            this.state = state;
        }

        boolean later() {
            return this == ANSWERING_VOTED_BEFORE || this == FAILED_VOTED_BEFORE || this == ANSWERED_VOTED_BEFORE;
        }
    }

    private static final Map<Call, Set<Scene>> ALLOWED = allowed();

    private static Map<Call, Set<Scene>> allowed() {
        Map<Call, Set<Scene>> table = new EnumMap<>(Call.class);
        Set<Scene> answered = EnumSet.of(Scene.ANSWERED, Scene.ANSWERED_VOTED_BEFORE, Scene.VOTED);
        table.put(Call.ASK, answered);
        table.put(Call.STOP, EnumSet.complementOf(EnumSet.of(Scene.REVEALED)));
        table.put(Call.RETRY_BIG, EnumSet.of(Scene.FAILED, Scene.FAILED_VOTED_BEFORE));
        table.put(Call.RETRY_SMALL, EnumSet.noneOf(Scene.class));
        // The vote goes to the last answered turn: in a failed second turn that is the first.
        table.put(
                Call.VOTE,
                EnumSet.of(Scene.ANSWERED, Scene.ANSWERED_VOTED_BEFORE, Scene.VOTED, Scene.FAILED_VOTED_BEFORE));
        table.put(Call.VOTE_LATER_TURN, EnumSet.noneOf(Scene.class));
        table.put(
                Call.REVEAL,
                EnumSet.of(Scene.ANSWERED_VOTED_BEFORE, Scene.FAILED_VOTED_BEFORE, Scene.VOTED, Scene.REVEALED));
        // The answer of the first turn is whole wherever there is a second one.
        table.put(
                Call.REACT,
                EnumSet.of(
                        Scene.ANSWERED,
                        Scene.VOTED,
                        Scene.ANSWERING_VOTED_BEFORE,
                        Scene.FAILED_VOTED_BEFORE,
                        Scene.ANSWERED_VOTED_BEFORE));
        table.put(Call.ERASE, EnumSet.allOf(Scene.class));
        table.put(Call.VIEW, EnumSet.allOf(Scene.class));
        table.put(Call.EVENTS, EnumSet.allOf(Scene.class));
        return table;
    }

    static Stream<Arguments> everyCallInEveryState() {
        return Stream.of(Scene.values())
                .flatMap(scene -> Stream.of(Call.values()).map(call -> Arguments.of(scene, call)));
    }

    @ParameterizedTest
    @MethodSource("everyCallInEveryState")
    void allowsWhatTheTableSays(Scene scene, Call call) {
        try (Play play = new Play(scene)) {
            assertThat(play.stage.view(play.id).state()).isEqualTo(scene.state);
            int before = play.stage.log.events().size();
            Set<Scene> allowed = ALLOWED.getOrDefault(call, Set.of());
            String expected = allowed.contains(scene) ? OK : refusal(scene, call);
            assertThat(play.attempt(call, Stage.ANNE)).isEqualTo(expected);
            if (!expected.equals(OK)) {
                assertThat(play.stage.log.events())
                        .as("a refused call leaves no trace")
                        .hasSize(before);
            }
        }
    }

    private static String refusal(Scene scene, Call call) {
        boolean stateSpeaksFirst = scene.state == DuelState.ANSWERING || scene.state == DuelState.REVEALED;
        return call == Call.VOTE_LATER_TURN && !stateSpeaksFirst
                ? new DuelException.Reason.Invalid("turn").toString()
                : new DuelException.Reason.WrongState(scene.state).toString();
    }

    @ParameterizedTest
    @MethodSource("everyCallInEveryState")
    void showsNothingToAnotherVisitor(Scene scene, Call call) {
        try (Play play = new Play(scene)) {
            int before = play.stage.log.events().size();
            assertThat(play.attempt(call, Stage.BOB)).isEqualTo(new DuelException.Reason.Unknown().toString());
            assertThat(play.stage.log.events()).hasSize(before);
        }
    }

    /** A stage on which a duel has come to a scene. */
    private static final class Play implements AutoCloseable {
        private final ScriptedModel big = ScriptedModel.byHand("big");
        private final ScriptedModel small = ScriptedModel.byHand("small");
        private final Stage stage = Stage.unpaced(big, small);
        private final Scene scene;
        private final DuelId id;

        Play(Scene scene) {
            this.scene = scene;
            this.id = stage.open("go");
            if (scene.later()) {
                answer(true);
                stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A));
                stage.duels.ask(id, Stage.ANNE, "and now?");
            }
            reach();
        }

        private void reach() {
            switch (scene) {
                case ANSWERING, ANSWERING_VOTED_BEFORE -> {
                    big.call().delta("half");
                    small.call().delta("half");
                }
                case FAILED, FAILED_VOTED_BEFORE -> answer(false);
                case ANSWERED, ANSWERED_VOTED_BEFORE -> answer(true);
                case VOTED -> {
                    answer(true);
                    stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A));
                }
                case REVEALED -> {
                    answer(true);
                    stage.duels.vote(id, Stage.ANNE, Stage.vote(0, Choice.A));
                    stage.duels.reveal(id, Stage.ANNE);
                }
            }
        }

        private void answer(boolean bigToo) {
            small.call().delta("whole").done(FinishReason.STOP);
            if (bigToo) {
                big.call().delta("whole").done(FinishReason.STOP);
            } else {
                big.call().fail(new ChatException.Cause.Unavailable());
            }
        }

        String attempt(Call call, String visitor) {
            try {
                make(call, visitor);
                return OK;
            } catch (DuelException e) {
                return e.reason().toString();
            }
        }

        private void make(Call call, String visitor) {
            int last = stage.view(id).turns().size() - 1;
            switch (call) {
                case ASK -> stage.duels.ask(id, visitor, "more");
                case STOP -> stage.duels.stop(id, visitor);
                case RETRY_BIG -> stage.duels.retry(id, visitor, stage.sideOf(id, "big"));
                case RETRY_SMALL ->
                    stage.duels.retry(id, visitor, stage.sideOf(id, "big").other());
                case VOTE ->
                    stage.duels.vote(id, visitor, Stage.vote(scene == Scene.FAILED_VOTED_BEFORE ? 0 : last, Choice.B));
                case VOTE_LATER_TURN -> stage.duels.vote(id, visitor, Stage.vote(last + 1, Choice.B));
                case REACT ->
                    stage.duels.react(
                            id,
                            visitor,
                            new Duels.Answer(0, stage.sideOf(id, "big")),
                            Optional.of(new Reaction(true, Set.of(Tag.USEFUL), Optional.empty())));
                case ERASE -> stage.duels.erase(id, visitor);
                case REVEAL -> stage.duels.reveal(id, visitor);
                case VIEW -> stage.duels.view(id, visitor);
                case EVENTS -> stage.duels.events(id, visitor, 0).close();
            }
        }

        @Override
        public void close() {
            stage.close();
        }
    }
}
