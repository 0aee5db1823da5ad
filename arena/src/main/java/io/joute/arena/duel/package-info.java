/** Pairing, the life of a duel, vote, reveal, and the log it writes to. */
@NullMarked
package io.joute.arena.duel;

import org.jspecify.annotations.NullMarked;
