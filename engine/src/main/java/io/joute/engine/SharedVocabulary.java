package io.joute.engine;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Whether ids mean the same to two models. One may have more tokens than the other: makers of models pad vocabularies to round
 * numbers, each size of a family to another.
 */
final class SharedVocabulary {
    private SharedVocabulary() {}

    /**
     * Refuse a small model whose tokens are others than those of a large one.
     *
     * @param file of the large model
     * @param small the small one's file
     * @throws CheckpointException that names the first token that differs
     */
    static void require(Tokenizer large, Path file, Checkpoint small, Tokenizer tokenizer) {
        int shared = Math.min(large.vocabularySize(), tokenizer.vocabularySize());
        for (int id = 0; id < shared; id++) {
            if (!same(large, tokenizer, id)) {
                throw small.metadata()
                        .refuse("token " + id + " is '" + tokenizer.piece(id) + "', in " + file.getFileName()
                                + " it is '"
                                + large.piece(id) + "' (vocabularies of " + tokenizer.vocabularySize() + " and "
                                + large.vocabularySize()
                                + " tokens): only a model of the same vocabulary can guess at the"
                                + " other's answers, such as a smaller one of the same family");
            }
        }
    }

    private static boolean same(Tokenizer one, Tokenizer other, int id) {
        if (one.isSpecial(id) != other.isSpecial(id)) {
            return false;
        }
        return one.isSpecial(id)
                ? one.piece(id).equals(other.piece(id))
                : Arrays.equals(one.bytes(id), other.bytes(id));
    }
}
