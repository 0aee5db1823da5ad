package io.joute.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The numbers that decide how much a model of architecture {@code llama} computes.
 *
 * @param name how a command line spells it
 * @param embeddingLength width of the residual stream, a multiple of 32
 * @param feedForwardLength width of the gate, a multiple of 32
 * @param blockCount blocks
 * @param headCount query heads
 * @param headCountKv key and value heads
 * @param headDim elements of a head
 * @param vocabularySize token ids, special ones included; 512 or more
 * @param tiedOutput whether the output matrix is the token embedding
 */
public record ModelShape(
        String name,
        int embeddingLength,
        int feedForwardLength,
        int blockCount,
        int headCount,
        int headCountKv,
        int headDim,
        int vocabularySize,
        boolean tiedOutput) {
    private static final int VOCABULARY = 128_256;

    /** The shapes of published models, by names as short as theirs: Llama 3.2 1B and 3B, Llama 3.1 8B. */
    public static final List<ModelShape> PUBLISHED = List.of(
            new ModelShape("1b", 2048, 8192, 16, 32, 8, 64, VOCABULARY, true),
            new ModelShape("3b", 3072, 8192, 28, 24, 8, 128, VOCABULARY, true),
            new ModelShape("8b", 4096, 14_336, 32, 32, 8, 128, VOCABULARY, false));

    public ModelShape {
        if (embeddingLength % 32 != 0 || feedForwardLength % 32 != 0 || (long) headCount * headDim % 32 != 0) {
            throw new IllegalArgumentException("widths " + embeddingLength + ", " + feedForwardLength + " and "
                    + headCount + " × " + headDim + ", expected multiples of 32");
        }
        int least = Arrays.stream(
                        new int[] {embeddingLength, feedForwardLength, blockCount, headCount, headCountKv, headDim})
                .min()
                .getAsInt();
        if (least < 1 || vocabularySize < 512) {
            throw new IllegalArgumentException(
                    "shape with " + least + " and vocabulary " + vocabularySize + ", expected 1 and 512 or more");
        }
    }

    /** The published shape of this name. */
    public static Optional<ModelShape> named(String name) {
        return PUBLISHED.stream()
                .filter(shape -> shape.name.equalsIgnoreCase(name))
                .findFirst();
    }
}
