/** Text to token ids and back, in linear time, on bytes. Uses nothing of Joute. */
@NullMarked
package io.joute.engine.tokenizer;

import org.jspecify.annotations.NullMarked;
