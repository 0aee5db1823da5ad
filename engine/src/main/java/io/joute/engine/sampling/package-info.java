/** From logits to a token id, in small steps that are values: printed, compared, recorded. Uses nothing of Joute. */
@NullMarked
package io.joute.engine.sampling;

import org.jspecify.annotations.NullMarked;
