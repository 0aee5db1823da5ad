/** Opens a model file and answers: the engine, its sessions, and the embedded chat model. */
@NullMarked
package io.joute.engine;

import org.jspecify.annotations.NullMarked;
