package io.joute.engine.checkpoint;

import io.joute.engine.tensor.Weight;
import java.util.List;

/** One GGUF file, perhaps a part of a split one. */
record GgufPart(Metadata metadata, List<Weight> weights, List<String> warnings) {
    GgufPart {
        weights = List.copyOf(weights);
        warnings = List.copyOf(warnings);
    }
}
