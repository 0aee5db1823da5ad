/** OpenAI's chat completions, which most other servers speak as well. */
@NullMarked
package io.joute.connect.openai;

import org.jspecify.annotations.NullMarked;
