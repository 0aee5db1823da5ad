package io.joute.arena.ranking;

/** A way to vote that looks at no answer, or at one name only. */
public sealed interface Habit {
    /** Always the first answer. */
    record FirstAnswer() implements Habit {}

    /** Always the second answer. */
    record SecondAnswer() implements Habit {}

    /** Always a tie. */
    record Ties() implements Habit {}

    /** By the fall of a coin. */
    record Chance() implements Habit {}

    /** Against what everybody else prefers. */
    record Contrary() implements Habit {}

    /**
     * Always for one model.
     *
     * @param model which
     */
    record Favourite(String model) implements Habit {}

    /**
     * Always against one model.
     *
     * @param model which
     */
    record Grudge(String model) implements Habit {}
}
