package io.joute.arena.duel;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Usage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who they were and what they took: made of a voted duel only.
 *
 * @param id the duel's address
 * @param mode how the models were drawn
 * @param locale language of the page it was opened on
 * @param left side A
 * @param right side B
 * @param votes one a voted turn, oldest first
 * @param preferred the side that more turns preferred; empty for a draw
 * @param settings how answers were drawn on both sides, seed included
 * @param pool card ids that could have been drawn
 * @param propensity probability with which this unordered pair was drawn
 * @param receipt lets its owner have the duel erased; empty in duels of former versions
 */
public record Reveal(
        DuelId id,
        Mode mode,
        String locale,
        Contender left,
        Contender right,
        List<Vote> votes,
        Optional<Side> preferred,
        GenerationSettings settings,
        List<String> pool,
        double propensity,
        Optional<Receipt> receipt) {
    public Reveal {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        votes = List.copyOf(votes);
        pool = List.copyOf(pool);
    }

    /**
     * One side, unmasked.
     *
     * @param modelId id of its card
     * @param card its card; empty when it has left the catalogue since
     * @param allTurns what it took over all turns it answered
     * @param lastTurn what its last answer took
     * @param swapped whether it came in for a model that failed at the first turn
     * @param namesItself whether an answer of it said who wrote it
     * @param cut whether an answer of it ended at the limit, or was stopped
     */
    public record Contender(
            String modelId,
            Optional<ModelCard> card,
            Cost allTurns,
            Cost lastTurn,
            boolean swapped,
            boolean namesItself,
            boolean cut) {}

    /**
     * What answers took.
     *
     * @param usage tokens and time
     * @param estimates energy in Wh, one a method and version
     * @param measured what was measured or modelled on this machine, one a meter and scope; never merged with estimates
     */
    public record Cost(Usage usage, List<Estimate> estimates, List<Measurement> measured) {
        public Cost {
            estimates = List.copyOf(estimates);
            measured = List.copyOf(measured);
        }
    }

    /** Lift the curtain on a voted duel; {@code catalog} still knows the cards. */
    public static Reveal of(VotedDuel voted, Catalog catalog) {
        Duel duel = voted.duel();
        DuelEvent.Opened opened = duel.opened();
        List<Vote> votes = duel.votes();
        return new Reveal(
                opened.duel(),
                opened.mode(),
                opened.locale(),
                contender(duel, Side.LEFT, catalog),
                contender(duel, Side.RIGHT, catalog),
                votes,
                preferred(votes),
                opened.settings(),
                opened.pool(),
                opened.propensity(),
                duel.curtain().flatMap(DuelEvent.Revealed::receipt));
    }

    /** What others than its visitor may see: without the receipt, and without what the votes say in words. */
    Reveal forOthers() {
        return new Reveal(
                id,
                mode,
                locale,
                left,
                right,
                votes.stream().map(Vote::withoutText).toList(),
                preferred,
                settings,
                pool,
                propensity,
                Optional.empty());
    }

    /** One side. */
    public Contender contender(Side side) {
        return side == Side.LEFT ? left : right;
    }

    private static Contender contender(Duel duel, Side side, Catalog catalog) {
        String id = duel.modelId(side);
        List<DuelEvent.Answered> answers = duel.turns().stream()
                .flatMap(turn -> turn.answered(side).stream())
                .toList();
        List<DuelEvent.Answered> last = answers.subList(Math.max(0, answers.size() - 1), answers.size());
        return new Contender(
                id,
                catalog.card(id),
                Costs.of(answers),
                Costs.of(last),
                duel.swapped().contains(side),
                answers.stream().anyMatch(DuelEvent.Answered::namesItself),
                answers.stream().anyMatch(answer -> answer.finishReason() != FinishReason.STOP));
    }

    private static Optional<Side> preferred(List<Vote> votes) {
        long left = votes.stream().filter(vote -> vote.choice() == Choice.A).count();
        long right = votes.stream().filter(vote -> vote.choice() == Choice.B).count();
        if (left == right) {
            return Optional.empty();
        }
        return Optional.of(left > right ? Side.LEFT : Side.RIGHT);
    }
}
