package io.joute.arena.duel;

import io.joute.base.chat.GenerationSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The limits of a duel, the same for both sides.
 *
 * @param maxPromptCharacters of one prompt, in code points
 * @param maxTurns prompts in one duel
 * @param generation how answers are drawn; its seed is replaced by a fresh one for each duel, its output limit lowered
 *     to half the context of the smaller model
 * @param pace how fast answers are shown; empty shows text as it comes, which tells the models apart
 * @param timeLimits after which a side failed
 * @param maxRunning turns that may run at once
 * @param patience how long a new turn waits for another to end before it is refused as busy
 */
public record DuelSettings(
        int maxPromptCharacters,
        int maxTurns,
        GenerationSettings generation,
        Optional<Pace> pace,
        TimeLimits timeLimits,
        int maxRunning,
        Duration patience) {
    /** 60,000 characters, 20 turns, temperature 0.7, 2,048 output tokens, paced, 32 turns at once. */
    public static final DuelSettings DEFAULT = new DuelSettings(
            60_000,
            20,
            GenerationSettings.DEFAULT,
            Optional.of(Pace.DEFAULT),
            TimeLimits.DEFAULT,
            32,
            Duration.ofSeconds(1));

    public DuelSettings {
        if (maxPromptCharacters < 1 || maxTurns < 1 || maxRunning < 1 || patience.isNegative()) {
            throw new IllegalArgumentException(
                    "limits are " + maxPromptCharacters + " characters, " + maxTurns + " turns, " + maxRunning
                            + " running, patience " + patience + ", expected 1 or more, patience ≥ 0");
        }
        Objects.requireNonNull(generation, "generation");
        Objects.requireNonNull(timeLimits, "timeLimits");
    }

    /** Copy that shows text as it comes. */
    public DuelSettings unpaced() {
        return new DuelSettings(
                maxPromptCharacters, maxTurns, generation, Optional.empty(), timeLimits, maxRunning, patience);
    }

    /** Copy with another number of turns that may run at once. */
    public DuelSettings withMaxRunning(int other) {
        return new DuelSettings(maxPromptCharacters, maxTurns, generation, pace, timeLimits, other, patience);
    }

    /** Copy with another generation. */
    public DuelSettings withGeneration(GenerationSettings other) {
        return new DuelSettings(maxPromptCharacters, maxTurns, other, pace, timeLimits, maxRunning, patience);
    }
}
