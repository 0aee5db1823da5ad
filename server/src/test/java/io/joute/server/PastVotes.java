package io.joute.server;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.MemoryDuelLog;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Vote;
import io.joute.arena.energy.EnergyResult;
import io.joute.arena.energy.Estimates;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Votes of former days, for a leaderboard to be made of; the same ones every time. */
final class PastVotes {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<String> STYLES = List.of("answer", "**answer**", "- one\n- two\n", "# answer\n**so**\n");

    private final Random random = new Random(7);
    private final MemoryDuelLog log;

    PastVotes(MemoryDuelLog log) {
        this.log = log;
    }

    /** Play {@code count} duels between two models, the first winning with probability {@code share}, one in six a tie unless it always wins. */
    PastVotes between(ModelCard one, ModelCard other, int count, double share) {
        for (int i = 0; i < count; i++) {
            boolean tie = share < 1 && random.nextInt(6) == 0;
            duel(one, other, tie ? Choice.BOTH_GOOD : random.nextDouble() < share ? Choice.A : Choice.B);
        }
        return this;
    }

    private void duel(ModelCard left, ModelCard right, Choice choice) {
        DuelId id = new DuelId(String.format("%016x%016x", random.nextLong(), random.nextLong()));
        String visitor = "voter-" + random.nextInt(40);
        log.append(new DuelEvent.Opened(
                id,
                THEN,
                visitor,
                Mode.RANDOM,
                "fr",
                left.id(),
                right.id(),
                List.of(),
                List.of(left.id(), right.id()),
                0.5,
                GenerationSettings.DEFAULT,
                Optional.empty()));
        log.append(new DuelEvent.Asked(id, THEN, 0, "question"));
        answer(id, Side.LEFT, left);
        answer(id, Side.RIGHT, right);
        log.append(new DuelEvent.VoteCast(id, THEN, new Vote(0, choice, Map.of())));
        log.append(new DuelEvent.Revealed(id, THEN));
    }

    private void answer(DuelId id, Side side, ModelCard card) {
        Usage usage = new Usage(20, 40 + random.nextInt(60), 1_000_000, 50_000_000);
        log.append(new DuelEvent.Answered(
                id,
                THEN,
                0,
                side,
                STYLES.get(random.nextInt(STYLES.size())),
                false,
                FinishReason.STOP,
                usage,
                Estimates.of(card, usage).stream().map(EnergyResult::energy).toList(),
                measured(card)));
    }

    /** Small ones ran here. */
    private static Optional<Measurement> measured(ModelCard card) {
        return card.total().mid() > 5
                ? Optional.empty()
                : Optional.of(new Measurement(0.002, 0.003, 0.004, "Wh", "cpu-time-1", "this process", 1_000_000_000));
    }
}
