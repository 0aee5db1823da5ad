package io.joute.engine.sampling;

/** A step that narrows the choice. Values: they print as in a duel's record. */
public sealed interface Step {
    /** Keep the {@code count} most likely tokens. */
    record TopK(int count) implements Step {
        public TopK {
            require(count >= 1, "top-k", count, "1 or more");
        }

        @Override
        public String toString() {
            return "top-k " + count;
        }
    }

    /** Keep the smallest set of most likely tokens whose probabilities reach {@code share}. */
    record TopP(double share) implements Step {
        public TopP {
            require(share > 0 && share <= 1, "top-p", share, "above 0, at most 1");
        }

        @Override
        public String toString() {
            return "top-p " + share;
        }
    }

    /** Keep tokens at least {@code share} times as likely as the most likely one. */
    record MinP(double share) implements Step {
        public MinP {
            require(share >= 0 && share <= 1, "min-p", share, "0 to 1");
        }

        @Override
        public String toString() {
            return "min-p " + share;
        }
    }

    private static void require(boolean holds, String step, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(step + " is " + found + ", expected " + expected);
        }
    }
}
