package io.joute.engine.grammar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form byte by byte: a state is the set of places where one may be, each with the rules open around it. States are
 * made when they are first reached and kept, so that most bytes cost one look into a table. A place from which the rules that
 * may be open do not suffice to come to an end is left out: from whatever is reached, an end can be reached. For one thread.
 */
final class Automaton {
    /** Rules that may be open at once: no value is nested deeper. */
    private static final int DEEPEST = 64;

    private static final int MOST_KEPT = 10_000;
    private static final Place WHOLE = new Place(new Node.End(), null);

    private final Map<FrameKey, Frame> frames = new HashMap<>();
    private final Map<Set<Place>, State> states = new HashMap<>();
    private final State start;

    /** Where a rule that is open goes on; one object for each key, so that identity tells them apart. */
    private static final class Frame {
        private final FrameKey key;
        private final int depth;

        private Frame(FrameKey key) {
            this.key = key;
            this.depth = depth(key.below) + 1;
        }
    }

    private record FrameKey(Node next, @Nullable Frame below) {}

    /** A place with the rules around it; null: none. */
    private record Place(Node node, @Nullable Frame frame) {}

    /** Where one may be after some bytes. */
    static final class State {
        private final Set<Place> places;
        private @Nullable State[] next = new @Nullable State[0];

        private State(Set<Place> places) {
            this.places = places;
        }

        /** Whether what was read is a whole value. */
        boolean isWhole() {
            return places.contains(WHOLE);
        }

        /** Whether nothing can come of it. */
        boolean isDead() {
            return places.isEmpty();
        }

        private @Nullable State known(int b) {
            return next.length == 0 ? null : next[b];
        }

        private void learn(int b, State after) {
            if (next.length == 0) {
                next = new @Nullable State[256];
            }
            next[b] = after;
        }
    }

    /** @param spaceFirst whether a space may come before all, which the reader of the answer never sees */
    Automaton(Grammar grammar, boolean spaceFirst) {
        Set<Place> places = new HashSet<>();
        open(new Place(grammar.start(), null), places);
        if (spaceFirst) {
            Node space = new Node.Match(' ', ' ', grammar.start());
            space.need = grammar.start().need;
            open(new Place(space, null), places);
        }
        this.start = state(places);
    }

    State start() {
        return start;
    }

    /** Where one is after {@code b}, 0 to 255. */
    State next(State from, int b) {
        State known = from.known(b);
        if (known == null) {
            known = step(from, b);
            from.learn(b, known);
        }
        return known;
    }

    /** Where one is after {@code bytes}; as soon as nothing can come of it, there. */
    State next(State from, byte[] bytes) {
        State at = from;
        for (int i = 0; i < bytes.length && !at.isDead(); i++) {
            at = next(at, bytes[i] & 0xFF);
        }
        return at;
    }

    private State step(State from, int b) {
        Set<Place> places = new HashSet<>();
        for (Place place : from.places) {
            if (place.node instanceof Node.Match match && b >= match.low && b <= match.high) {
                open(new Place(match.next, place.frame), places);
            }
        }
        return state(places);
    }

    private State state(Set<Place> places) {
        if (states.size() > MOST_KEPT) {
            // What one state knows of another keeps both.
            states.values().forEach(state -> state.next = new @Nullable State[0]);
            states.clear();
            frames.clear();
        }
        return states.computeIfAbsent(Set.copyOf(places), State::new);
    }

    /** Add the places that wait for a byte from {@code first} on, and the end if the whole value may end there. */
    private void open(Place first, Set<Place> waiting) {
        Set<Place> seen = new HashSet<>();
        Deque<Place> open = new ArrayDeque<>();
        push(first, seen, open);
        while (!open.isEmpty()) {
            Place place = open.pop();
            switch (place.node) {
                case Node.Match _ -> waiting.add(place);
                case Node.Fork fork -> fork.ways().forEach(way -> push(new Place(way, place.frame), seen, open));
                case Node.Call call -> push(new Place(call.rule.start(), inside(call, place.frame)), seen, open);
                case Node.End _ -> {
                    Frame frame = place.frame;
                    if (frame == null) {
                        waiting.add(WHOLE);
                    } else {
                        push(new Place(frame.key.next, frame.key.below), seen, open);
                    }
                }
            }
        }
    }

    private static void push(Place place, Set<Place> seen, Deque<Place> open) {
        boolean possible = place.node.need != Node.NEVER && depth(place.frame) + place.node.need <= DEEPEST;
        if (possible && seen.add(place)) {
            open.push(place);
        }
    }

    private static int depth(@Nullable Frame frame) {
        return frame == null ? 0 : frame.depth;
    }

    /** A rule after which nothing comes need not be remembered. */
    private @Nullable Frame inside(Node.Call call, @Nullable Frame around) {
        return call.next instanceof Node.End
                ? around
                : frames.computeIfAbsent(new FrameKey(call.next, around), Frame::new);
    }
}
