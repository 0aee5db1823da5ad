/** Google's Gemini, generateContent. */
@NullMarked
package io.joute.connect.gemini;

import org.jspecify.annotations.NullMarked;
