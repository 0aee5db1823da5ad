package io.joute.arena.board;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.Receipt;
import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Ranking;
import io.joute.arena.ranking.RankingOptions;
import io.joute.arena.ranking.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The leaderboard, kept up with the log event by event.
 *
 * <p>Each voted turn is one comparison, the last vote for it counting, the visitor being the voter. A standing is
 * computed when it is asked for, in milliseconds, and kept until something changes. Safe for any number of threads.
 */
public final class Board implements Consumer<DuelEvent> {
    private static final System.Logger LOG = System.getLogger(Board.class.getName());

    private final Catalog catalog;
    private final Rules rules;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<DuelId, UnrevealedDuel> open = new HashMap<>();
    private final Map<String, Spending> spending = new HashMap<>();
    private final Tally tally = new Tally();
    private Optional<Kept> kept = Optional.empty();

    /**
     * How a board is made.
     *
     * @param ranking how to rank
     * @param method energy method of its estimates
     * @param counting when a duel enters
     */
    public record Rules(RankingOptions ranking, EnergyMethod method, Counting counting) {}

    private record Kept(List<ModelCard> cards, Standing standing) {}

    /** An empty board. */
    public Board(Catalog catalog, Rules rules) {
        this.catalog = catalog;
        this.rules = rules;
    }

    /** The board of everything in {@code log}; what is appended later must be passed to {@link #accept}. */
    public static Board of(DuelLog log, Catalog catalog, Rules rules) {
        Board board = new Board(catalog, rules);
        log.readAll(board);
        return board;
    }

    /** {@code log}, which also keeps this board up with what is appended. */
    public DuelLog following(DuelLog log) {
        return new DuelLog() {
            @Override
            public void append(DuelEvent event) {
                log.append(event);
                accept(event);
            }

            @Override
            public void erase(DuelEvent.Erased event) {
                log.erase(event);
                accept(event);
            }

            @Override
            public List<DuelEvent> read(DuelId duel) {
                return log.read(duel);
            }

            @Override
            public List<DuelId> duelsOf(String visitor) {
                return log.duelsOf(visitor);
            }

            @Override
            public Optional<DuelId> duelOf(Receipt receipt) {
                return log.duelOf(receipt);
            }

            @Override
            public void readAll(Consumer<? super DuelEvent> reader) {
                log.readAll(reader);
            }
        };
    }

    /** Take the next event; those of one duel come in their order. */
    @Override
    public void accept(DuelEvent event) {
        lock.lock();
        try {
            switch (event) {
                case DuelEvent.Opened opened -> open.put(opened.duel(), new UnrevealedDuel(opened));
                case DuelEvent.Answered answered -> known(answered).ifPresent(duel -> answered(duel, answered));
                case DuelEvent.Swapped swap -> known(swap).ifPresent(duel -> duel.swap(swap));
                case DuelEvent.VoteCast cast -> known(cast).ifPresent(duel -> voted(duel, cast));
                case DuelEvent.Revealed revealed -> known(revealed).ifPresent(duel -> ended(duel, revealed.duel()));
                case DuelEvent.Asked ignored -> {}
                case DuelEvent.Failed ignored -> {}
                case DuelEvent.Reacted ignored -> {}
                // Nobody sees the duel any more: what it says of the models stays.
                case DuelEvent.Erased erased ->
                    Optional.ofNullable(open.get(erased.duel())).ifPresent(duel -> ended(duel, erased.duel()));
            }
        } finally {
            lock.unlock();
        }
    }

    /** How the models stand now. */
    public Standing standing() {
        List<ModelCard> cards = catalog.cards();
        lock.lock();
        try {
            Kept current =
                    kept.filter(last -> last.cards.equals(cards)).orElseGet(() -> new Kept(cards, compute(cards)));
            kept = Optional.of(current);
            return current.standing;
        } finally {
            lock.unlock();
        }
    }

    private Standing compute(List<ModelCard> cards) {
        Ranking ranking = Ranking.fit(tally, rules.ranking);
        Standings standings = new Standings(ranking, tally.winMatrix(), cards, this::spending);
        List<BoardRow> rows = standings.rows();
        return new Standing(
                ranking, rows, standings.frontier(rows), tally.comparisons(), heldVotes(), rules.method.name());
    }

    private long heldVotes() {
        return rules.counting == Counting.EVERY_VOTE
                ? 0
                : open.values().stream()
                        .mapToLong(duel -> duel.comparisons().size())
                        .sum();
    }

    private Optional<UnrevealedDuel> known(DuelEvent event) {
        UnrevealedDuel duel = open.get(event.duel());
        if (duel == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the log has {0} of duel {1}, which is not open: the board leaves it out",
                    event.getClass().getSimpleName(),
                    event.duel().value());
        }
        return Optional.ofNullable(duel);
    }

    private void answered(UnrevealedDuel duel, DuelEvent.Answered answered) {
        UnrevealedDuel.Spent spent = duel.answer(answered);
        if (rules.counting == Counting.EVERY_VOTE) {
            count(spent);
        }
    }

    private void voted(UnrevealedDuel duel, DuelEvent.VoteCast cast) {
        Optional<Comparison> replaced = duel.vote(cast.vote());
        if (rules.counting == Counting.EVERY_VOTE) {
            replaced.ifPresent(tally::remove);
            duel.comparison(cast.vote()).ifPresent(tally::add);
        }
        kept = Optional.empty();
    }

    private void ended(UnrevealedDuel duel, DuelId id) {
        open.remove(id);
        if (rules.counting == Counting.AFTER_REVEAL) {
            duel.comparisons().forEach(tally::add);
            duel.spent().forEach(this::count);
        }
        kept = Optional.empty();
    }

    private void count(UnrevealedDuel.Spent spent) {
        spending(spent.model()).add(spent.answer());
        kept = Optional.empty();
    }

    private Spending spending(String model) {
        return spending.computeIfAbsent(model, id -> new Spending(rules.method));
    }
}
