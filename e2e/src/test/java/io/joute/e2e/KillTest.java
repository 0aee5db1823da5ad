package io.joute.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Power cuts while people vote. */
@Tag("fault")
class KillTest {
    private static final int CUTS = 20;
    private static final int HANDS = 3;
    private static final int MOST_VOTES = 25;
    private static final int PATIENCE_SECONDS = 60;
    private static final List<String> CHOICES = List.of("a", "b", "both_good", "both_bad");

    @TempDir
    Path folder;

    /** The choices that a duel may hold: the acknowledged one, and the one on its way when the power went. */
    private final Map<String, Set<String>> allowed = new ConcurrentHashMap<>();

    private final List<String> duels = new ArrayList<>();
    private final AtomicInteger acknowledged = new AtomicInteger();

    @Test
    void keepsEveryAcknowledgedVoteThroughTwentyKills() throws Exception {
        Path data = folder.resolve("data");
        Random random = new Random(20);
        try (Voter voter = new Voter()) {
            for (int cut = 0; cut < CUTS; cut++) {
                Program program = Program.start(data);
                try {
                    voter.visit(program.address());
                    expectVotes(voter);
                    voteUntilKilled(program, voter, 1 + random.nextInt(MOST_VOTES));
                } finally {
                    program.kill();
                }
            }
            try (Program program = Program.start(data)) {
                voter.visit(program.address());
                expectVotes(voter);
            }
        }
        assertThat(allowed).hasSize(CUTS);
        System.out.println(acknowledged + " votes acknowledged, " + CUTS + " kills, none lost");
    }

    private void expectVotes(Voter voter) throws IOException, InterruptedException {
        Map<String, String> found = new HashMap<>();
        for (JsonNode line : voter.get("/api/duels").path("duels")) {
            found.put(
                    line.path("id").asString(), line.path("vote").path("choice").asString(""));
        }
        assertThat(found.keySet()).containsAll(allowed.keySet());
        allowed.replaceAll((duel, choices) -> {
            String choice = found.getOrDefault(duel, "");
            assertThat(choices).as("votes of duel %s", duel).contains(choice);
            return Set.of(choice);
        });
    }

    private void voteUntilKilled(Program program, Voter voter, int votes) throws Exception {
        CountDownLatch enough = new CountDownLatch(votes);
        List<Thread> hands = new ArrayList<>();
        String fresh = voter.answeredDuel("Quelle est la capitale de l'Italie ?");
        assertThat(voter.vote(fresh, CHOICES.getFirst())).isTrue();
        allowed.put(fresh, Set.of(CHOICES.getFirst()));
        duels.addFirst(fresh);
        for (String duel : duels.subList(0, Math.min(duels.size(), HANDS))) {
            hands.add(Thread.ofVirtual().unstarted(() -> voteOnAndOn(voter, duel, enough)));
        }
        hands.forEach(Thread::start);
        assertThat(enough.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("votes go on")
                .isTrue();
        program.kill();
        for (Thread hand : hands) {
            hand.join();
        }
    }

    /** Change one's mind until the connection breaks. */
    private void voteOnAndOn(Voter voter, String duel, CountDownLatch enough) {
        try {
            for (int i = 1; ; i++) {
                String next = CHOICES.get(i % CHOICES.size());
                Set<String> either = new HashSet<>(allowed.getOrDefault(duel, Set.of()));
                either.add(next);
                allowed.put(duel, either);
                if (voter.vote(duel, next)) {
                    allowed.put(duel, Set.of(next));
                    acknowledged.incrementAndGet();
                    enough.countDown();
                }
            }
        } catch (IOException killed) {
            // What was acknowledged stays allowed; so does what was on its way.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
