package io.joute.arena.board;

import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Reaction;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Tag;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Follows what models do, duel by duel; a duel counts when its curtain falls: before, it would tell who plays. One thread at a time. */
final class Careers implements Consumer<DuelEvent> {
    private final Map<DuelId, Open> open = new HashMap<>();
    private final Map<String, Sum> sums = new HashMap<>();

    @Override
    public void accept(DuelEvent event) {
        if (event instanceof DuelEvent.Opened opened) {
            open.put(opened.duel(), new Open(opened));
            return;
        }
        Open duel = open.get(event.duel());
        if (duel != null) {
            happened(duel, event);
        }
    }

    Career of(String model) {
        Sum sum = sums.get(model);
        return sum == null ? Career.NONE : sum.career();
    }

    private void happened(Open duel, DuelEvent event) {
        switch (event) {
            case DuelEvent.Answered answered -> duel.sum(answered.side()).answers++;
            case DuelEvent.Failed failed -> duel.sum(failed.side()).failures++;
            case DuelEvent.Swapped swap -> swapped(duel, swap);
            case DuelEvent.VoteCast cast ->
                duel.votes.put(cast.vote().turn(), cast.vote().tags());
            case DuelEvent.Reacted reacted -> duel.react(reacted);
            case DuelEvent.Revealed revealed -> over(revealed.duel(), duel);
            case DuelEvent.Erased erased -> over(erased.duel(), duel);
            case DuelEvent.Opened ignored -> {}
            case DuelEvent.Asked ignored -> {}
        }
    }

    /** The model that left failed, and that is all it did here. */
    private void swapped(Open duel, DuelEvent.Swapped swap) {
        duel.gone.merge(swap.out(), duel.sum(swap.side()).failures, Long::sum);
        duel.sides.put(swap.side(), new Sum());
        duel.opened = duel.opened.after(swap);
    }

    private void over(DuelId id, Open duel) {
        open.remove(id);
        duel.gone.forEach((model, failures) -> total(model).failures += failures);
        for (Side side : Side.values()) {
            total(duel.opened.model(side)).add(duel.sum(side), duel, side);
        }
    }

    private Sum total(String model) {
        return sums.computeIfAbsent(model, id -> new Sum());
    }

    private record Place(int turn, Side side) {}

    private static final class Open {
        private final Map<Side, Sum> sides = new HashMap<>();
        private final Map<Integer, Map<Side, Set<Tag>>> votes = new HashMap<>();
        private final Map<Place, Reaction> reactions = new HashMap<>();
        private final Map<String, Long> gone = new HashMap<>();
        private DuelEvent.Opened opened;

        Open(DuelEvent.Opened opened) {
            this.opened = opened;
        }

        Sum sum(Side side) {
            return sides.computeIfAbsent(side, any -> new Sum());
        }

        void react(DuelEvent.Reacted reacted) {
            Place place = new Place(reacted.turn(), reacted.side());
            reacted.reaction()
                    .ifPresentOrElse(reaction -> reactions.put(place, reaction), () -> reactions.remove(place));
        }
    }

    private static final class Sum {
        private final Map<String, Long> tags = new HashMap<>();
        private long duels;
        private long answers;
        private long failures;
        private long likes;
        private long dislikes;
        private Optional<Instant> first = Optional.empty();
        private Optional<Instant> last = Optional.empty();

        void add(Sum side, Open duel, Side which) {
            duels++;
            answers += side.answers;
            failures += side.failures;
            first = first.or(() -> Optional.of(duel.opened.at()));
            last = Optional.of(duel.opened.at());
            duel.votes.values().forEach(ticked -> count(ticked.getOrDefault(which, Set.of())));
            duel.reactions.forEach((place, reaction) -> {
                if (place.side() == which) {
                    count(reaction);
                }
            });
        }

        private void count(Reaction reaction) {
            likes += reaction.liked() ? 1 : 0;
            dislikes += reaction.liked() ? 0 : 1;
            count(reaction.tags());
        }

        private void count(Collection<Tag> ticked) {
            ticked.forEach(tag -> tags.merge(tag.key(), 1L, Long::sum));
        }

        Career career() {
            return new Career(duels, answers, failures, likes, dislikes, tags, first, last);
        }
    }
}
