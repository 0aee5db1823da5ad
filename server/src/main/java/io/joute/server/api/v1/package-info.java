/**
 * Models of this machine for other programs, in the words of OpenAI's HTTP interface. Uses the arena's cards and energy
 * estimates, the model contract and {@code server.http}.
 */
@NullMarked
package io.joute.server.api.v1;

import org.jspecify.annotations.NullMarked;
