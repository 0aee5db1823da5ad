package io.joute.arena.duel;

/** A side of a duel: left is A on screen, right is B. */
public enum Side {
    LEFT,
    RIGHT;

    /** The letter on screen and on the wire: {@code a} or {@code b}. */
    public String letter() {
        return this == LEFT ? "a" : "b";
    }

    /** The other side. */
    public Side other() {
        return this == LEFT ? RIGHT : LEFT;
    }
}
