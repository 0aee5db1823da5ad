package io.joute.engine;

import io.joute.base.chat.ChatException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Promises memory to the sequence that waits first. Looking for it is dear: the heap is collected and what recent
 * conversations left is given up. So one that was refused is looked at again only once somebody has left, and the heap is
 * collected for it again only where one left to whom memory was promised. For the scheduler's thread.
 */
final class Promises {
    private final Engine engine;
    private @Nullable Sequence refused;
    private boolean somebodyLeft;
    private boolean memoryLeft;

    Promises(Engine engine) {
        this.engine = engine;
    }

    /**
     * Whether {@code first} may begin beside those that are {@code live}.
     *
     * @throws ChatException when it never may, or when it is alone and may not now
     */
    boolean give(Sequence first, List<Sequence> live) {
        boolean known = first == refused;
        if (known && !somebodyLeft) {
            return false;
        }
        boolean collecting = !known || memoryLeft || live.isEmpty();
        refused = first;
        somebodyLeft = false;
        memoryLeft = false;
        return engine.conversations().canPromise(first.positions(), given(live), live.isEmpty(), collecting);
    }

    /** {@code sequence} is not live any more. */
    void left(Sequence sequence) {
        somebodyLeft = true;
        memoryLeft |= sequence.positions() > 0;
    }

    /** Bytes that those {@code live} may still ask for. */
    static long given(List<Sequence> live) {
        return live.stream()
                .mapToLong(sequence -> sequence.session().missingBytes(sequence.positions()))
                .sum();
    }
}
