package io.joute.arena.board;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelLog;
import io.joute.arena.duel.FollowedDuelLog;
import io.joute.arena.duel.Mode;
import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.prompt.Subjects;
import io.joute.arena.ranking.RankingOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The leaderboard, kept up with the log event by event.
 *
 * <p>Each voted turn is one comparison, the last vote for it counting, the visitor being the voter. A standing is
 * computed when it is asked for and kept until something changes, so that the next look sees every vote. Safe for any number of threads.
 */
public final class Board implements Consumer<DuelEvent> {
    private static final System.Logger LOG = System.getLogger(Board.class.getName());
    private static final int MOST_KEPT = 40;

    private final Catalog catalog;
    private final Rules rules;
    private final Subjects subjects = new Subjects();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<DuelId, UnrevealedDuel> open = new HashMap<>();
    private final Map<DuelId, List<CountedVote>> votes = new LinkedHashMap<>();
    private final List<CountedVote> imported = new ArrayList<>();
    private final Map<String, Map<String, Spending>> spending = new HashMap<>();
    private final Map<View, Kept> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<View, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    };
    private final Careers careers = new Careers();
    private long changes;
    private Past past = new Past(-1, Map.of());

    private record Past(long changes, Map<String, List<RatingPoint>> histories) {}

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

    /** Take votes that others published, too: they count only where they are asked for. */
    public void add(History history) {
        lock.lock();
        try {
            history.readAll(vote -> imported.add(vote.counted()));
            changed();
        } finally {
            lock.unlock();
        }
    }

    /** {@code log}, which also keeps this board up with what is appended. */
    public DuelLog following(DuelLog log) {
        return new FollowedDuelLog(log, this);
    }

    /** Take the next event; those of one duel come in their order. */
    @Override
    public void accept(DuelEvent event) {
        lock.lock();
        try {
            careers.accept(event);
            switch (event) {
                case DuelEvent.Opened opened -> open.put(opened.duel(), new UnrevealedDuel(opened));
                case DuelEvent.Answered answered -> known(answered).ifPresent(duel -> answered(duel, answered));
                case DuelEvent.Swapped swap -> known(swap).ifPresent(duel -> duel.swap(swap));
                case DuelEvent.VoteCast cast -> known(cast).ifPresent(duel -> voted(duel, cast));
                case DuelEvent.Revealed revealed -> known(revealed).ifPresent(duel -> ended(duel, revealed.duel()));
                case DuelEvent.Asked asked -> known(asked).ifPresent(duel -> duel.ask(asked, subjects));
                case DuelEvent.Failed ignored -> {}
                case DuelEvent.Reacted ignored -> {}
                case DuelEvent.Erased erased -> erased(erased.duel());
            }
        } finally {
            lock.unlock();
        }
    }

    /** How the models stand now, by the rules of this board. */
    public Standing standing() {
        return standing(view());
    }

    /** The view that the rules of this board give. */
    public View view() {
        return new View(Selection.PUBLIC, rules.ranking.model(), rules.ranking.intervals(), rules.method, false);
    }

    /** How the models stand now, looked at in some way. Votes are picked in one pass when they are not all counted. */
    public Standing standing(View view) {
        List<ModelCard> cards = catalog.cards();
        Picked picked;
        lock.lock();
        try {
            Kept known = kept.get(view);
            if (known != null && known.cards.equals(cards)) {
                return known.standing;
            }
            picked = new Picked(pick(view.selection()), changes);
        } finally {
            lock.unlock();
        }
        RankingOptions options = rules.ranking.with(view.model(), view.intervals());
        return assemble(view, cards, picked, Fitted.of(picked.votes, options, view.style()));
    }

    /** The votes that a selection counts, in the order in which their duels were opened to it. */
    public List<CountedVote> votes(Selection selection) {
        lock.lock();
        try {
            return pick(selection);
        } finally {
            lock.unlock();
        }
    }

    /** What a model did in revealed duels so far. */
    public Career career(String model) {
        lock.lock();
        try {
            return careers.of(model);
        } finally {
            lock.unlock();
        }
    }

    /** A model's ratings at up to a dozen moments, oldest first, the last of them now. */
    public List<RatingPoint> history(String model) {
        Picked picked;
        lock.lock();
        try {
            if (past.changes == changes) {
                return past.histories.getOrDefault(model, List.of());
            }
            picked = new Picked(pick(Selection.PUBLIC), changes);
        } finally {
            lock.unlock();
        }
        Past found = new Past(picked.changes, Histories.of(picked.votes, rules.ranking));
        lock.lock();
        try {
            past = found;
        } finally {
            lock.unlock();
        }
        return found.histories.getOrDefault(model, List.of());
    }

    /** What a visitor's own votes say; never to be shown to anyone else. */
    public PersonalBoard personal(String visitor) {
        lock.lock();
        try {
            return PersonalBoard.of(votes.values().stream()
                    .flatMap(List::stream)
                    .map(CountedVote::comparison)
                    .filter(vote -> vote.voter().equals(visitor))
                    .toList());
        } finally {
            lock.unlock();
        }
    }

    private record Picked(List<CountedVote> votes, long changes) {}

    private List<CountedVote> pick(Selection selection) {
        Stream<CountedVote> own = votes.values().stream().flatMap(List::stream);
        return Stream.concat(own, imported.stream()).filter(selection::admits).toList();
    }

    private Standing assemble(View view, List<ModelCard> cards, Picked picked, Fitted fitted) {
        lock.lock();
        try {
            Standings standings = new Standings(
                    fitted.ranking(), fitted.wins(), cards, model -> spending(view.method(), model), careers::of);
            List<BoardRow> rows = standings.rows();
            Standing standing = new Standing(
                    view,
                    fitted.ranking(),
                    fitted.styled(),
                    rows,
                    standings.frontier(rows),
                    fitted.wins(),
                    fitted.votes(),
                    heldVotes(),
                    excluded(),
                    fitted.sides(),
                    count(picked.votes, Origin.IMPORTED),
                    imported.size());
            if (picked.changes == changes) {
                kept.put(view, new Kept(cards, standing));
            }
            return standing;
        } finally {
            lock.unlock();
        }
    }

    private static long count(List<CountedVote> votes, Origin origin) {
        return votes.stream().filter(origin::admits).count();
    }

    private Excluded excluded() {
        List<CountedVote> all = votes.values().stream().flatMap(List::stream).toList();
        long chosen = all.stream().filter(vote -> vote.mode() == Mode.CHOSEN).count();
        long unmasked = all.stream()
                .filter(vote -> vote.mode() != Mode.CHOSEN && vote.unmasked())
                .count();
        return new Excluded(chosen, unmasked);
    }

    private long heldVotes() {
        return rules.counting == Counting.EVERY_VOTE
                ? 0
                : open.values().stream()
                        .flatMap(duel -> duel.votes().stream())
                        .filter(Selection.PUBLIC::admits)
                        .count();
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
        duel.vote(cast);
        if (rules.counting == Counting.EVERY_VOTE) {
            votes.put(cast.duel(), duel.votes());
        }
        changed();
    }

    private void ended(UnrevealedDuel duel, DuelId id) {
        open.remove(id);
        votes.put(id, duel.votes());
        if (rules.counting == Counting.AFTER_REVEAL) {
            duel.spent().forEach(this::count);
        }
        changed();
    }

    /** Nobody sees the duel any more: what it says of the models stays, but not what its texts looked like. */
    private void erased(DuelId id) {
        Optional.ofNullable(open.get(id)).ifPresent(duel -> ended(duel, id));
        votes.computeIfPresent(
                id,
                (duel, counted) ->
                        counted.stream().map(CountedVote::withoutStyles).toList());
        changed();
    }

    private void count(UnrevealedDuel.Spent spent) {
        EnergyMethod.all().forEach(method -> spending(method, spent.model()).add(spent.answer()));
        changed();
    }

    private Spending spending(EnergyMethod method, String model) {
        return spending.computeIfAbsent(method.name(), name -> new HashMap<>())
                .computeIfAbsent(model, id -> new Spending(method));
    }

    private void changed() {
        kept.clear();
        changes++;
    }
}
