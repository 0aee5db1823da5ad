/** Mistral's chat completions. */
@NullMarked
package io.joute.connect.mistral;

import org.jspecify.annotations.NullMarked;
