/** Element types, block layouts, checked sizes, and read-only weights over mapped memory. Uses nothing of Joute. */
@NullMarked
package io.joute.engine.tensor;

import org.jspecify.annotations.NullMarked;
