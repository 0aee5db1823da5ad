package io.joute.cli;

import java.util.Objects;

/**
 * Something that {@code joute doctor} looked at.
 *
 * @param topic what
 * @param state how it is
 * @param found what it is like
 * @param advice what to do about it; empty where nothing is to be done
 */
record Finding(String topic, State state, String found, String advice) {
    /** How something is. */
    enum State {
        /** As it should be. */
        WELL,
        /** It works, and could be better. */
        NOTE,
        /** It does not work. */
        PROBLEM
    }

    Finding {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(advice, "advice");
    }

    static Finding well(String topic, String found) {
        return new Finding(topic, State.WELL, found, "");
    }

    static Finding note(String topic, String found, String advice) {
        return new Finding(topic, State.NOTE, found, advice);
    }

    static Finding problem(String topic, String found, String advice) {
        return new Finding(topic, State.PROBLEM, found, advice);
    }
}
