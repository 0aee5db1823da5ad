package io.joute.arena.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.Vote;
import io.joute.arena.prompt.Category;
import io.joute.arena.prompt.Subject;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Outcome;
import io.joute.base.chat.GenerationSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which votes a board counts: by mode, language, subject, period, and where they come from. */
final class BoardSelectionTest extends PlayedDuels {
    @Test
    void countsOnlyTheVotesOfASelection() {
        Board board = board(Counting.AFTER_REVEAL);
        DuelLog followed = board.following(log);
        Instant old = NOW.minusSeconds(1_000_000);
        play(followed, Mode.RANDOM, "fr", old, "a");
        play(followed, Mode.RANDOM, "en", NOW, "a");
        play(followed, Mode.SMALL_ONLY, "fr", NOW, "a");
        play(followed, Mode.CHOSEN, "fr", NOW, "a");

        Selection all = Selection.PUBLIC;
        Selection french = all.inLanguage("fr");
        Selection small = all.of(Mode.SMALL_ONLY);
        Selection chosen = all.of(Mode.CHOSEN);
        Selection recent = all.since(NOW);
        assertThat(board.standing().votes()).isEqualTo(3);
        assertThat(board.standing().excluded()).isEqualTo(new Excluded(1, 0));
        assertThat(board.standing(view(board, french)).votes()).isEqualTo(2);
        assertThat(board.standing(view(board, small)).votes()).isEqualTo(1);
        assertThat(board.standing(view(board, chosen)).votes()).isEqualTo(1);
        assertThat(board.standing(view(board, recent)).votes()).isEqualTo(2);
        assertThat(board.votes(french)).extracting(CountedVote::locale).containsExactly("fr", "fr");
        assertThat(board.standing(view(board, french))).isSameAs(board.standing(view(board, french)));
        assertThat(board.standing().sides()).isEqualTo(new Sides(2, 1));
    }

    private void ask(DuelLog into, DuelEvent.Asked asked, String locale) {
        into.append(new DuelEvent.Opened(
                asked.duel(),
                NOW,
                "v",
                Mode.RANDOM,
                locale,
                "big",
                "small",
                List.of(),
                List.of("big", "small"),
                1.0,
                GenerationSettings.DEFAULT,
                Optional.empty()));
        into.append(asked);
        into.append(new DuelEvent.VoteCast(asked.duel(), NOW, new Vote(0, Choice.A, Map.of())));
        into.append(new DuelEvent.Revealed(asked.duel(), NOW));
    }

    @Test
    void tellsTheSubjectOfAPromptThatWasAskedBeforeSubjectsWereKept() {
        Board board = board(Counting.AFTER_REVEAL);
        DuelLog followed = board.following(log);
        DuelId first = new DuelId("1".repeat(32));
        DuelId second = new DuelId("2".repeat(32));
        Subject kept = new Subject(Optional.of("de"), Category.COOKING);
        ask(followed, new DuelEvent.Asked(first, NOW, 0, "Traduis cette phrase en anglais"), "en");
        ask(followed, new DuelEvent.Asked(second, NOW, 0, "", Optional.of(kept)), "en");

        assertThat(board.votes(Selection.PUBLIC))
                .extracting(CountedVote::subject)
                .containsExactly(new Subject(Optional.of("fr"), Category.TRANSLATION), kept);
        assertThat(board.votes(Selection.PUBLIC.about(Category.COOKING))).hasSize(1);
        assertThat(board.votes(Selection.PUBLIC.inLanguage("fr"))).hasSize(1);
    }

    private static ImportedVote imported(String key, CastBy castBy) {
        return new ImportedVote(
                ImportedVote.id("lmarena", key),
                "lmarena",
                NOW,
                Mode.RANDOM,
                Subject.UNKNOWN,
                castBy,
                new Comparison("lmarena:u", "big", "elsewhere", Outcome.A));
    }

    private static History history(ImportedVote... votes) {
        return new History() {
            @Override
            public int add(List<ImportedVote> more) {
                throw new IllegalStateException("not asked of it here");
            }

            @Override
            public void readAll(Consumer<? super ImportedVote> reader) {
                List.of(votes).forEach(reader);
            }

            @Override
            public Map<String, Long> sources() {
                throw new IllegalStateException("not asked of it here");
            }

            @Override
            public int forget(String source) {
                throw new IllegalStateException("not asked of it here");
            }
        };
    }

    @Test
    void countsImportedVotesOnlyWhenAskedForAndNeverAJudgesWithPeoples() {
        Board board = board(Counting.AFTER_REVEAL);
        play(board.following(log), Mode.RANDOM, "fr", NOW, "a");
        assertThat(board.standing().importable()).isZero();
        board.add(history(imported("1", CastBy.PEOPLE), imported("2", CastBy.PEOPLE), imported("3", CastBy.JUDGE)));

        Selection both = Selection.PUBLIC.from(Origin.ALL);
        assertThat(board.standing().votes()).isEqualTo(1);
        assertThat(board.standing().importable()).isEqualTo(3);
        assertThat(board.standing().importedVotes()).isZero();
        assertThat(board.standing(view(board, both)).votes()).isEqualTo(3);
        assertThat(board.standing(view(board, both)).importedVotes()).isEqualTo(2);
        assertThat(board.standing(view(board, Selection.PUBLIC.from(Origin.IMPORTED)))
                        .votes())
                .isEqualTo(2);
        assertThat(board.votes(both.castBy(CastBy.JUDGE)))
                .extracting(CountedVote::source)
                .containsExactly(Optional.of("lmarena"));
        assertThat(board.personal("lmarena:u").comparisons()).isZero();
    }
}
