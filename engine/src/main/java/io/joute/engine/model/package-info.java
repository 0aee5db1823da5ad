/** One block described by data: configuration, weights, state, and the transformer that runs them. */
@NullMarked
package io.joute.engine.model;

import org.jspecify.annotations.NullMarked;
