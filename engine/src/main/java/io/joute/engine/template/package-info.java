/** Messages to token ids, per family; the only place that special tokens come from. */
@NullMarked
package io.joute.engine.template;

import org.jspecify.annotations.NullMarked;
