/** Reads and writes checkpoint files: metadata and named weights, every number checked against the file. */
@NullMarked
package io.joute.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
