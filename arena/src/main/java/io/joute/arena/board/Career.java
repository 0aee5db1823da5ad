package io.joute.arena.board;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a model did in revealed duels, and what people said of its answers.
 *
 * @param duels it took part in
 * @param answers it gave
 * @param failures times it gave none
 * @param likes reactions that praise an answer
 * @param dislikes reactions that do not
 * @param tags how often each reason was ticked, with votes and reactions, by the reason's key
 * @param first when its first duel was opened
 * @param last when its last duel was opened
 */
public record Career(
        long duels,
        long answers,
        long failures,
        long likes,
        long dislikes,
        Map<String, Long> tags,
        Optional<Instant> first,
        Optional<Instant> last) {
    /** Nothing yet. */
    public static final Career NONE = new Career(0, 0, 0, 0, 0, Map.of(), Optional.empty(), Optional.empty());

    public Career {
        tags = Map.copyOf(tags);
    }

    /** Of what it was asked, the share that it did not answer, 0 to 1. */
    public double failureRate() {
        long asked = answers + failures;
        return asked == 0 ? 0 : (double) failures / asked;
    }
}
