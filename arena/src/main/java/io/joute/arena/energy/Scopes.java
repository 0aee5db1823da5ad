package io.joute.arena.energy;

/** What a measurement covers, in words. */
final class Scopes {
    private Scopes() {}

    static String of(String covered, boolean shared) {
        return shared ? covered + "; shared equally with answers that overlapped" : covered;
    }
}
