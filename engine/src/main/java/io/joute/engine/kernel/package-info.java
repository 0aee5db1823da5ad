/**
 * The operations a model needs, over read-only weights and float32 activations. The face ({@link
 * io.joute.engine.kernel.Kernels}) checks, the loops behind it trust: scalar loops are the law, vector loops agree with
 * them. Uses tensor only.
 */
@NullMarked
package io.joute.engine.kernel;

import org.jspecify.annotations.NullMarked;
