package io.joute.arena.board;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Cards;
import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.MemoryDuelLog;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Vote;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.EnergyResult;
import io.joute.arena.energy.Estimates;
import io.joute.arena.energy.Measurement;
import io.joute.arena.ranking.RankingOptions;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Three models, a log, and duels played into it: what the tests of the board share. */
class PlayedDuels {
    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    static final ModelCard BIG = Cards.card("big", 70);
    static final ModelCard SMALL = Cards.card("small", 4);
    static final ModelCard IDLE = Cards.card("idle", 8);

    final Catalog catalog = Cards.catalog(BIG, SMALL, IDLE);
    final MemoryDuelLog log = new MemoryDuelLog();
    private int duels;

    Board board(Counting counting) {
        return new Board(catalog, rules(counting));
    }

    static Board.Rules rules(Counting counting) {
        return new Board.Rules(RankingOptions.DEFAULT, new EcoLogits09(), counting);
    }

    DuelId open(DuelLog into, String visitor, String left, String right) {
        duels++;
        DuelId duel = new DuelId(String.format("%032x", duels));
        into.append(new DuelEvent.Opened(
                duel,
                NOW,
                visitor,
                Mode.RANDOM,
                "fr",
                left,
                right,
                List.of(),
                List.of(left, right),
                1.0,
                GenerationSettings.DEFAULT,
                Optional.empty()));
        into.append(new DuelEvent.Asked(duel, NOW, 0, "Pourquoi ?"));
        return duel;
    }

    static DuelEvent.Answered answer(DuelId duel, Side side, ModelCard card, int tokens, double measuredWh) {
        Usage usage = new Usage(20, tokens, 1_000_000, 2_000_000);
        return new DuelEvent.Answered(
                duel,
                NOW,
                0,
                side,
                "Parce que.",
                false,
                FinishReason.STOP,
                usage,
                Estimates.of(card, usage).stream().map(EnergyResult::energy).toList(),
                measuredWh == 0
                        ? Optional.empty()
                        : Optional.of(new Measurement(
                                measuredWh / 2, measuredWh, measuredWh * 2, "Wh", "cpu-time-1", "test", 10)));
    }

    static DuelEvent vote(DuelId duel, int turn, Choice choice) {
        return new DuelEvent.VoteCast(duel, NOW, new Vote(turn, choice, Map.of()));
    }

    void play(DuelLog into, String visitor, String left, String right, Choice choice) {
        DuelId duel = open(into, visitor, left, right);
        into.append(vote(duel, 0, choice));
        into.append(new DuelEvent.Revealed(duel, NOW));
    }

    void play(DuelLog into, Mode mode, String locale, Instant at, String text) {
        duels++;
        DuelId duel = new DuelId(String.format("%032x", duels));
        into.append(new DuelEvent.Opened(
                duel,
                at,
                "v" + duels,
                mode,
                locale,
                "big",
                "small",
                List.of(),
                List.of("big", "small"),
                1.0,
                GenerationSettings.DEFAULT,
                Optional.empty()));
        DuelEvent.Answered plain = answer(duel, Side.RIGHT, SMALL, 100, 0);
        into.append(new DuelEvent.Answered(
                duel, at, 0, Side.LEFT, text, false, FinishReason.STOP, plain.usage(), List.of(), Optional.empty()));
        into.append(plain);
        into.append(new DuelEvent.VoteCast(duel, at, new Vote(0, duels % 3 == 0 ? Choice.B : Choice.A, Map.of())));
        into.append(new DuelEvent.Revealed(duel, at));
    }

    static BoardRow row(Standing standing, String model) {
        return standing.rows().stream()
                .filter(line -> line.model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    View view(Board board, Selection selection) {
        return board.view().of(selection);
    }
}
