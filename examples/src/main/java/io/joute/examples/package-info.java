/** Programs of a few lines, each with one thing that the engine can do for others. */
@NullMarked
package io.joute.examples;

import org.jspecify.annotations.NullMarked;
