package io.joute.engine;

/** Takes the logits of one position after another. */
@FunctionalInterface
public interface PositionLogits {
    /** Take the logits that follow the token at {@code position}; one for each id of the vocabulary, yours to keep. */
    void accept(int position, float[] logits);
}
