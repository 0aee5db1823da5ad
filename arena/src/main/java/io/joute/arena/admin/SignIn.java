package io.joute.arena.admin;

import java.time.Duration;

/** What came of a try to sign in. */
public sealed interface SignIn {
    /**
     * The password was right.
     *
     * @param key the session's, for the cookie and nowhere else
     */
    record Opened(String key) implements SignIn {
        /** Names no key: it may end in a log. */
        @Override
        public String toString() {
            return "Opened";
        }
    }

    /** The password was wrong, or none is set. */
    record Wrong() implements SignIn {}

    /**
     * Too many wrong passwords came before: this one was not looked at.
     *
     * @param left until the next try
     */
    record Waiting(Duration left) implements SignIn {}
}
