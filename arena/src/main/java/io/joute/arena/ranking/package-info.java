/** Comparisons to ratings, intervals, ranks and tiers. Uses nothing of Joute. */
@NullMarked
package io.joute.arena.ranking;

import org.jspecify.annotations.NullMarked;
