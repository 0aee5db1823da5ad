/**
 * The leaderboard as a fold of the log: what voters say of the models beside what their answers cost. Stands above
 * {@code duel}, {@code ranking} and {@code energy}, which do not know one another's results.
 */
@NullMarked
package io.joute.arena.board;

import org.jspecify.annotations.NullMarked;
