package io.joute.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Idle sessions of recent conversations, so that the next turn of one need not be read again from its start. Safe for any
 * number of threads; what is taken belongs to the taker.
 */
final class SessionShelf {
    private static final int KEPT = 4;

    private final Deque<Session> idle = new ArrayDeque<>();

    /**
     * Take the session that shares most of {@code ids}, if that is most of what it has read: a longer one that shares only
     * its system prompt stays for its own next turn.
     */
    synchronized Optional<Session> take(int[] ids) {
        Session best = null;
        int bestShared = 0;
        for (Session session : idle) {
            int shared = session.commonPrefix(ids);
            if (shared > bestShared && shared * 2L >= session.position()) {
                best = session;
                bestShared = shared;
            }
        }
        remove(best);
        return Optional.ofNullable(best);
    }

    private void remove(@Nullable Session session) {
        for (Iterator<Session> all = idle.iterator(); all.hasNext(); ) {
            if (all.next() == session) {
                all.remove();
            }
        }
    }

    /** Keep a session that nobody uses any more; the one not used for longest goes. */
    synchronized void put(Session session) {
        idle.addFirst(session);
        if (idle.size() > KEPT) {
            idle.removeLast();
        }
    }

    synchronized void clear() {
        idle.clear();
    }
}
