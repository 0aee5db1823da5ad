package io.joute.arena.moderation;

import io.joute.arena.dataset.Personal;
import java.time.Duration;
import java.util.Set;

/** Whether a question is let in. */
public sealed interface Verdict {
    /** It is. */
    record Admitted() implements Verdict {}

    /** Its visitor may not ask. */
    record VisitorBlocked() implements Verdict {}

    /** It has a blocked word; which one is not told, not even to the operator. */
    record WordBlocked() implements Verdict {}

    /** It seems to have personal data: whoever asks decides. */
    record PersonalFound(Set<Personal> kinds) implements Verdict {
        public PersonalFound {
            kinds = Set.copyOf(kinds);
        }
    }

    /**
     * Too many duels within the hour.
     *
     * @param left until one more may be opened
     */
    record TooMany(Duration left) implements Verdict {}
}
