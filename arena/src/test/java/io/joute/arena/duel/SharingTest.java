package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Links to reveals: who may give them, what they show, when they end. */
class SharingTest {
    private static final String QUESTION = "what only the visitor knows";

    private final Stage stage =
            Stage.unpaced(ScriptedModel.saying("big", "Bonjour"), ScriptedModel.saying("small", "Hello"));
    private final Sharing sharing = stage.duels.sharing();

    @AfterEach
    void close() {
        stage.close();
    }

    private DuelId revealed() {
        DuelId id = stage.play(QUESTION);
        Map<Side, Comment> comments = Map.of(Side.LEFT, new Comment("a private remark"));
        stage.duels.vote(id, Stage.ANNE, new Vote(0, Choice.A, Map.of(), comments));
        stage.duels.reveal(id, Stage.ANNE);
        return id;
    }

    @Test
    void showsTheRevealWithoutReceiptCommentsAndQuestion() {
        DuelId id = revealed();
        Share share = sharing.share(id, Stage.ANNE, false);
        Shared shown = sharing.open(share.key()).orElseThrow();
        Reveal own = stage.duels.reveal(id, Stage.ANNE);
        assertThat(shown.question()).isEmpty();
        assertThat(shown.reveal().left()).isEqualTo(own.left());
        assertThat(shown.reveal().preferred()).contains(Side.LEFT);
        assertThat(own.receipt()).isPresent();
        assertThat(shown.reveal().receipt()).isEmpty();
        assertThat(shown.toString()).doesNotContain(QUESTION, "a private remark");
        assertThat(share.key().value()).isNotEqualTo(id.value());
    }

    @Test
    void showsTheQuestionOnlyWhereItsVisitorWantsIt() {
        DuelId id = revealed();
        ShareKey without = sharing.share(id, Stage.ANNE, false).key();
        ShareKey with = sharing.share(id, Stage.ANNE, true).key();
        assertThat(sharing.open(with).orElseThrow().question()).contains(QUESTION);
        assertThat(sharing.open(without)).as("the link before").isEmpty();
        assertThat(sharing.share(id, Stage.ANNE, true).key()).as("asked again").isEqualTo(with);
        assertThat(sharing.preview(id, Stage.ANNE, false).question()).isEmpty();
    }

    @Test
    void endsWhenItIsTakenBack() {
        DuelId id = revealed();
        ShareKey key = sharing.share(id, Stage.ANNE, true).key();
        sharing.end(id, Stage.ANNE);
        assertThat(sharing.open(key)).isEmpty();
        assertThat(sharing.of(id, Stage.ANNE)).isEmpty();
        assertThat(sharing.share(id, Stage.ANNE, true).key()).isNotEqualTo(key);
    }

    @Test
    void endsWithTheDuelHoweverThatIsErased() {
        DuelId one = revealed();
        ShareKey first = sharing.share(one, Stage.ANNE, true).key();
        stage.duels.erase(one, Stage.ANNE);
        assertThat(sharing.open(first)).isEmpty();

        DuelId two = revealed();
        ShareKey second = sharing.share(two, Stage.ANNE, true).key();
        Receipt receipt = stage.duels.reveal(two, Stage.ANNE).receipt().orElseThrow();
        assertThat(stage.duels.erase(receipt)).isTrue();
        assertThat(sharing.open(second)).isEmpty();
        assertThat(stage.shares.of(two)).isEqualTo(Optional.empty());
    }

    @Test
    void refusesADuelThatIsNotRevealedOrNotTheVisitors() {
        DuelId open = stage.play(QUESTION);
        assertThatThrownBy(() -> sharing.share(open, Stage.ANNE, false)).isInstanceOf(DuelException.class);
        assertThatThrownBy(() -> sharing.preview(open, Stage.ANNE, false)).isInstanceOf(DuelException.class);
        DuelId id = revealed();
        assertThatThrownBy(() -> sharing.share(id, Stage.BOB, false)).isInstanceOf(DuelException.class);
        assertThatThrownBy(() -> sharing.end(id, Stage.BOB)).isInstanceOf(DuelException.class);
        assertThat(sharing.open(new ShareKey(id.value()))).isEmpty();
    }
}
