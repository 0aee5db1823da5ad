package io.joute.arena.duel;

import io.joute.arena.catalog.ModelCard;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides who plays: draws pairs, and finds the models of a duel among those at hand. */
final class Draws {
    private static final int MOST_PICKS = 2;

    private final Grounds grounds;
    private final Rules rules;
    private final Pairing pairing;

    Draws(Grounds grounds, Rules rules, Pairing pairing) {
        this.grounds = grounds;
        this.rules = rules;
        this.pairing = pairing;
    }

    Map<Mode, ModeState> modes() {
        List<ModelCard> cards = cards();
        Map<Mode, ModeState> states = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            states.put(mode, Pairing.state(cards, mode));
        }
        return Collections.unmodifiableMap(states);
    }

    /** Two models for a duel, with everything that is recorded of the draw. */
    DuelEvent.Opened draw(OpenDuel request) {
        Optional<Consent> consent =
                rules.consent(request.agreement(), grounds.terms().get());
        Pairing.Draw draw = pair(request);
        List<Contestant> drawn = grounds.contestants().get().stream()
                .filter(contestant -> contestant.card().equals(draw.left())
                        || contestant.card().equals(draw.right()))
                .toList();
        return new DuelEvent.Opened(
                DuelId.fresh(grounds.random()),
                grounds.clock().instant(),
                request.visitor(),
                request.mode(),
                request.locale(),
                draw.left().id(),
                draw.right().id(),
                request.picks(),
                draw.pool(),
                draw.propensity(),
                rules.generation(drawn, grounds.random().nextLong()),
                consent);
    }

    /** The models of a duel's sides that are here. */
    Map<Side, Contestant> contestants(Duel duel) {
        Map<String, Contestant> byId = grounds.contestants().get().stream()
                .collect(Collectors.toMap(contestant -> contestant.card().id(), Function.identity()));
        Map<Side, Contestant> sides = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            Optional.ofNullable(byId.get(duel.modelId(side))).ifPresent(contestant -> sides.put(side, contestant));
        }
        return sides;
    }

    /** A model that comes in, and the probability with which it was drawn, the other side being given. */
    record Substitute(Contestant contestant, double propensity) {}

    /** Draw another model for a side of a duel's first turn from the same pool, without those that left. */
    Optional<Substitute> substitute(Duel duel, Side side, Set<String> left) {
        DuelEvent.Opened opened = duel.opened();
        String stays = duel.modelId(side.other());
        String prompt = duel.turns().getFirst().asked().prompt();
        Map<String, Contestant> others = grounds.contestants().get().stream()
                .filter(contestant -> opened.pool().contains(contestant.card().id()))
                .filter(contestant -> !left.contains(contestant.card().id()))
                .filter(contestant -> Rules.hasRoom(contestant, opened.settings(), prompt))
                .collect(Collectors.toMap(contestant -> contestant.card().id(), Function.identity()));
        List<ModelCard> cards = others.values().stream().map(Contestant::card).toList();
        return pairing.draw(cards, opened.mode(), List.of(stays), grounds.random())
                .map(draw -> draw.left().id().equals(stays) ? new In(draw.right(), draw) : new In(draw.left(), draw))
                .flatMap(in -> Optional.ofNullable(others.get(in.card().id()))
                        .map(contestant -> new Substitute(contestant, in.draw().propensity())));
    }

    private record In(ModelCard card, Pairing.Draw draw) {}

    private Pairing.Draw pair(OpenDuel request) {
        Mode mode = request.mode();
        List<ModelCard> cards = cards();
        return switch (Pairing.state(cards, mode)) {
            case ModeState.Enabled ignored -> {
                requirePicks(request, cards);
                yield pairing.draw(cards, mode, request.picks(), grounds.random())
                        .orElseThrow();
            }
            case ModeState.Disabled disabled ->
                throw new DuelException(
                        "mode " + mode.key() + " cannot be played: " + disabled.why(),
                        new DuelException.Reason.ModeUnavailable(mode, disabled.why()));
        };
    }

    private static void requirePicks(OpenDuel request, List<ModelCard> cards) {
        List<String> picks = request.picks();
        boolean chosen = request.mode() == Mode.CHOSEN;
        if (chosen ? picks.isEmpty() || picks.size() > MOST_PICKS : !picks.isEmpty()) {
            throw Rules.invalid(
                    "models", "are " + picks.size() + ", expected " + (chosen ? "1 or " + MOST_PICKS : "none"));
        }
        List<String> enabled =
                ModelCard.enabled(cards).stream().map(ModelCard::id).toList();
        if (!enabled.containsAll(picks) || new HashSet<>(picks).size() < picks.size()) {
            throw Rules.invalid("models", "are not different enabled ones");
        }
    }

    List<ModelCard> enabled() {
        return ModelCard.enabled(cards());
    }

    private List<ModelCard> cards() {
        return grounds.contestants().get().stream().map(Contestant::card).toList();
    }
}
