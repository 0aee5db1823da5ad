package io.joute.arena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.board.CastBy;
import io.joute.arena.board.ImportedVote;
import io.joute.arena.duel.Mode;
import io.joute.arena.prompt.Category;
import io.joute.arena.prompt.Subject;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedVotesTest {
    @TempDir
    Path folder;

    private PublishedVotes votes(String... lines) throws IOException {
        Path file = folder.resolve("votes.csv");
        Files.writeString(file, String.join("\r\n", lines));
        return new PublishedVotes(new CsvVotes(file), CastBy.PEOPLE, Map.of("their-b", "b"));
    }

    @Test
    void readsTheVotesOfComparIa() throws IOException {
        PublishedVotes.Found found = votes(
                        "id,timestamp,model_a_name,model_b_name,chosen_model_name,both_equal,opening_msg,conv_turns,"
                                + "conversation_pair_id,visitor_id",
                        "1,2025-03-01T10:11:12.345,a,their-b,a,False,\"salut, \"\"toi\"\"\n!\",1,p1,v1",
                        "2,2025-03-01 10:11:12,a,their-b,their-b,false,x,2,p1,v1",
                        "3,2025-03-02,a,c,,true,x,1,p2,",
                        "4,2025-03-02,a,c,,false,x,1,p3,v2",
                        "5,2025-03-02,a,c,other,false,x,1,p4,v2",
                        "6,yesterday,a,c,a,false,x,1,p5,v2")
                .read();

        assertThat(found.votes())
                .extracting(ImportedVote::comparison)
                .containsExactly(
                        new Comparison("comparia-votes:v1", "a", "b", Outcome.A),
                        new Comparison("comparia-votes:v1", "a", "b", Outcome.B),
                        new Comparison("comparia-votes:p2/1", "a", "c", Outcome.TIE));
        assertThat(found.votes().getFirst().at()).isEqualTo(Instant.parse("2025-03-01T10:11:12.345Z"));
        assertThat(found.votes()).extracting(ImportedVote::id).doesNotHaveDuplicates();
        assertThat(found.skipped())
                .containsOnly(
                        Map.entry("no vote", 1L),
                        Map.entry("the chosen model is none of the two, or both", 1L),
                        Map.entry("a time that cannot be read", 1L));
    }

    @Test
    void readsTheTurnsOfComparIa() throws IOException {
        List<ImportedVote> found = votes(
                        "response_id,choice,turn,comparison_id,model_a,model_b,timestamp,metadata.mode,metadata.languages,metadata.categories",
                        "r1,a_better,0,c1,a,b,2026-01-01T00:00:00,big-vs-small,\"[\"\"fr\"\", \"\"en\"\"]\",['cooking']",
                        "r2,both_bad,1,c1,a,b,2026-01-01T00:00:00,custom,,",
                        "r3,idk,2,c1,a,b,2026-01-01T00:00:00,random,,",
                        "r4,,3,c1,a,b,2026-01-01T00:00:00,random,,")
                .read()
                .votes();

        assertThat(found).extracting(ImportedVote::mode).containsExactly(Mode.BIG_VERSUS_SMALL, Mode.CHOSEN);
        assertThat(found)
                .extracting(ImportedVote::subject)
                .containsExactly(new Subject(Optional.of("fr"), Category.COOKING), Subject.UNKNOWN);
        assertThat(found.get(1).comparison().outcome()).isEqualTo(Outcome.BOTH_BAD);
        assertThat(found.getFirst().comparison().voter())
                .isEqualTo(found.get(1).comparison().voter());
    }

    @Test
    void readsTheBattlesOfLmArena() throws IOException {
        List<ImportedVote> found = votes(
                        "question_id,model_a,model_b,winner,judge,turn,anony,language,tstamp",
                        "q1,a,b,model_b,arena_user_1,1,True,French,1682351591.1322",
                        "q2,a,b,tie (bothbad),arena_user_1,1,False,Klingon,1682351592",
                        "q3,a,b,tie,arena_user_2,1,True,English,1682351593000")
                .read()
                .votes();
        assertThat(found)
                .extracting(vote -> vote.comparison().outcome())
                .containsExactly(Outcome.B, Outcome.BOTH_BAD, Outcome.TIE);
        assertThat(found).extracting(ImportedVote::mode).containsExactly(Mode.RANDOM, Mode.CHOSEN, Mode.RANDOM);
        assertThat(found)
                .extracting(vote -> vote.subject().language())
                .containsExactly(Optional.of("fr"), Optional.empty(), Optional.of("en"));
        assertThat(found.getFirst().at()).isEqualTo(Instant.parse("2023-04-24T15:53:11.132Z"));
        assertThat(found.getLast().at()).isEqualTo(Instant.parse("2023-04-24T15:53:13Z"));
        assertThat(found.getFirst().source()).isEqualTo("lmarena");
    }

    @Test
    void readsTheFlagsOfLmArena() throws IOException {
        assertThat(votes(
                                "id,model_a,model_b,winner_model_a,winner_model_b,winner_tie,timestamp",
                                "1,a,b,1,0,0,2024-01-01",
                                "2,a,b,0,0,1,2024-01-01")
                        .read()
                        .votes())
                .extracting(vote -> vote.comparison().outcome())
                .containsExactly(Outcome.A, Outcome.TIE);
    }

    @Test
    void knowsAVoteThatItReadBefore() throws IOException {
        String header = "question_id,model_a,model_b,winner,tstamp";
        ImportedVote once = votes(header, "q1,a,b,model_a,1").read().votes().getFirst();
        ImportedVote again =
                votes(header, "q0,a,b,tie,1", "q1,a,b,model_a,1").read().votes().getLast();
        assertThat(again).isEqualTo(once);
    }

    @Test
    void keepsVotesOfAJudgeApart() throws IOException {
        Path file = folder.resolve("judged.csv");
        Files.writeString(file, "question_id,model_a,model_b,winner,judge,tstamp\nq1,a,b,model_a,gpt-4,1\n");
        ImportedVote vote = new PublishedVotes(new CsvVotes(file), CastBy.JUDGE, Map.of())
                .read()
                .votes()
                .getFirst();
        assertThat(vote.castBy()).isEqualTo(CastBy.JUDGE);
        assertThat(vote.source()).isEqualTo("lmarena-judge");
    }

    @Test
    void saysWhichColumnsItKnows() {
        assertThatThrownBy(() -> votes("a,b", "1,2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[a, b]")
                .hasMessageContaining("chosen_model_name")
                .hasMessageContaining("winner");
    }

    @Test
    void tellsVotesWithoutAnIdByWhatTheySay() throws IOException {
        String head = "model_a,model_b,winner,judge,tstamp,turn";
        List<ImportedVote> first = votes(head, "a,b,model_a,u1,1700000000,1", "a,b,model_a,u1,1700000000,1")
                .read()
                .votes();
        List<ImportedVote> second = votes(head, "a,c,model_a,u1,1700000000,1", "a,b,model_b,u2,1700000001,1")
                .read()
                .votes();
        List<ImportedVote> again = votes(head, "a,b,model_a,u1,1700000000,1", "a,b,model_a,u1,1700000000,1")
                .read()
                .votes();

        assertThat(Stream.concat(first.stream(), second.stream()))
                .extracting(ImportedVote::id)
                .hasSize(4)
                .doesNotHaveDuplicates();
        assertThat(again).isEqualTo(first);
    }

    @Test
    void tellsVotesOnOneQuestionByWhoJudgedWhom() throws IOException {
        List<ImportedVote> votes = votes(
                        "question_id,model_a,model_b,winner,judge,turn,tstamp",
                        "81,a,b,model_a,expert_1,1,1700000000",
                        "81,a,b,model_b,expert_2,1,1700000000",
                        "81,a,c,model_a,expert_1,1,1700000000",
                        "81,a,b,tie,expert_1,2,1700000000")
                .read()
                .votes();

        assertThat(votes).extracting(ImportedVote::id).hasSize(4).doesNotHaveDuplicates();
    }
}
