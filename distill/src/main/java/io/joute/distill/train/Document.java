package io.joute.distill.train;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One conversation as token ids, with its answer tokens marked. Immutable.
 *
 * <p>A document with soft targets carries a teacher's distribution for each answer token; without a label, it is learned
 * from the teacher alone.
 */
public final class Document {
    private final int[] tokens;
    private final int[] answers;
    private final boolean labelled;
    private final @Nullable SoftTargets softTargets;

    private Document(int[] tokens, int[] answers, boolean labelled, @Nullable SoftTargets softTargets) {
        this.tokens = tokens;
        this.answers = answers;
        this.labelled = labelled;
        this.softTargets = softTargets;
    }

    /** A labelled document whose tokens at the set positions are answers; position 0 cannot be one. */
    public static Document labelled(int[] tokens, BitSet answers) {
        if (answers.isEmpty() || answers.get(0) || answers.length() > tokens.length) {
            throw new IllegalArgumentException(
                    "answer positions are " + answers + ", expected some between 1 and " + (tokens.length - 1));
        }
        return new Document(tokens.clone(), answers.stream().toArray(), true, null);
    }

    /** The same document with what a teacher thinks of each answer token, its label kept or forgotten. */
    public Document taught(SoftTargets targets, boolean keepLabel) {
        if (targets.rows() != answers.length) {
            throw new IllegalArgumentException(
                    "soft targets for " + targets.rows() + " tokens, expected " + answers.length);
        }
        return new Document(tokens, answers, keepLabel, targets);
    }

    /** Tokens. */
    public int length() {
        return tokens.length;
    }

    /** The token at a position. */
    public int token(int position) {
        return tokens[position];
    }

    /** Answer tokens. */
    public int answerLength() {
        return answers.length;
    }

    /** Where an answer token stands. */
    public int answerPosition(int answer) {
        return answers[answer];
    }

    boolean hasLabel() {
        return labelled;
    }

    @Nullable
    SoftTargets softTargets() {
        return softTargets;
    }

    @Override
    public String toString() {
        return Arrays.toString(tokens);
    }
}
