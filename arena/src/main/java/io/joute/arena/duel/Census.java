package io.joute.arena.duel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What goes on, for who runs an arena: duels that are open, and how often each model failed. Kept up with the log event
 * by event. Safe for any number of threads.
 *
 * <p>Whoever runs an arena may play in it, or show this to a room: it names no model of an open duel, and what happened
 * in one is counted once it ended or was left alone for {@link #STILL}.
 */
public final class Census implements Consumer<DuelEvent> {
    /** How long nothing happens in a duel that its visitor left alone. */
    public static final Duration STILL = Duration.ofDays(1);

    private final InstantSource clock;
    private final Map<DuelId, Watched> watched = new HashMap<>();
    private final Map<String, Outcomes> ended = new HashMap<>();

    /** Nothing went on yet. */
    public Census(InstantSource clock) {
        this.clock = clock;
    }

    /** The census of everything in {@code log}; what is appended later must be passed to {@link #accept}. */
    public static Census of(DuelLog log, InstantSource clock) {
        Census census = new Census(clock);
        log.readAll(census);
        return census;
    }

    /**
     * A duel that is neither revealed nor erased.
     *
     * @param openedAt when its models were drawn
     * @param lastAt when something happened in it last
     * @param turns questions asked
     * @param voted whether a turn was voted on
     */
    public record Open(DuelId duel, Instant openedAt, Instant lastAt, int turns, boolean voted) {}

    /**
     * What became of the calls of a model.
     *
     * @param answers whole ones, and those that were stopped
     * @param failures calls that gave none
     */
    public record Outcomes(long answers, long failures) {
        Outcomes plus(Outcomes other) {
            return new Outcomes(answers + other.answers, failures + other.failures);
        }
    }

    /** Take the next event; those of one duel come in their order. */
    @Override
    public synchronized void accept(DuelEvent event) {
        if (event instanceof DuelEvent.Opened opened) {
            watched.put(opened.duel(), new Watched(opened));
            return;
        }
        Watched duel = watched.get(event.duel());
        if (duel == null) {
            return;
        }
        duel.lastAt = event.at();
        switch (event) {
            case DuelEvent.Opened _, DuelEvent.Reacted _ -> {}
            case DuelEvent.Asked _ -> duel.turns++;
            case DuelEvent.Answered answered -> duel.count(answered.side(), new Outcomes(1, 0));
            case DuelEvent.Failed failed -> duel.count(failed.side(), new Outcomes(0, 1));
            case DuelEvent.Swapped swapped -> duel.models.put(swapped.side(), swapped.in());
            case DuelEvent.VoteCast _ -> duel.voted = true;
            case DuelEvent.Revealed _, DuelEvent.Erased _ -> {
                watched.remove(event.duel());
                duel.outcomes.forEach((model, outcomes) -> ended.merge(model, outcomes, Outcomes::plus));
            }
        }
    }

    /** The open duels, the one that was left alone for longest first. */
    public synchronized List<Open> open() {
        List<Open> open = new ArrayList<>();
        watched.forEach((id, duel) -> open.add(new Open(id, duel.openedAt, duel.lastAt, duel.turns, duel.voted)));
        open.sort(Comparator.comparing(Open::lastAt)
                .thenComparing(each -> each.duel().value()));
        return open;
    }

    /** What became of the calls of each model, by its card's id; those of open duels left out. */
    public synchronized SortedMap<String, Outcomes> outcomes() {
        SortedMap<String, Outcomes> all = new TreeMap<>(ended);
        Instant still = clock.instant().minus(STILL);
        watched.values().stream()
                .filter(duel -> duel.lastAt.isBefore(still))
                .forEach(
                        duel -> duel.outcomes.forEach((model, outcomes) -> all.merge(model, outcomes, Outcomes::plus)));
        return Collections.unmodifiableSortedMap(all);
    }

    /** What the census keeps of an open duel. */
    private static final class Watched {
        final Instant openedAt;
        final Map<Side, String> models = new EnumMap<>(Side.class);
        final Map<String, Outcomes> outcomes = new HashMap<>();
        Instant lastAt;
        int turns;
        boolean voted;

        Watched(DuelEvent.Opened opened) {
            this.openedAt = opened.at();
            this.lastAt = opened.at();
            for (Side side : Side.values()) {
                models.put(side, opened.model(side));
            }
        }

        void count(Side side, Outcomes more) {
            outcomes.merge(models.getOrDefault(side, ""), more, Outcomes::plus);
        }
    }
}
