package io.joute.engine.model;

import java.util.Objects;

/**
 * What may differ from layer to layer.
 *
 * @param span which positions it attends to
 * @param rope how positions rotate its queries and keys
 */
public record LayerScheme(AttentionSpan span, RopeScheme rope) {
    public LayerScheme {
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(rope, "rope");
    }
}
