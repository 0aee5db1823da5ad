/** Anthropic's messages. */
@NullMarked
package io.joute.connect.anthropic;

import org.jspecify.annotations.NullMarked;
