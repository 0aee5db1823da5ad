/**
 * The arena on the web: one server, started on an address, that wires pages and API to the duels.
 *
 * <p>Below it, {@code http} knows requests, {@code page} what people see, {@code api} what programs see.
 */
@NullMarked
package io.joute.server;

import org.jspecify.annotations.NullMarked;
