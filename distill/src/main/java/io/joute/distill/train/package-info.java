/**
 * Training by hand: one flat array of parameters laid out after a {@link io.joute.engine.model.ModelConfig}, a forward pass
 * that keeps what the backward pass needs, losses, AdamW. Every reduction has a fixed order, so that results depend on
 * the seed and never on the number of threads.
 */
@NullMarked
package io.joute.distill.train;

import org.jspecify.annotations.NullMarked;
