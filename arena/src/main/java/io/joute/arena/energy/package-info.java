/** What an answer cost: estimates with method and version, measurements with meter and scope, equivalents. */
@NullMarked
package io.joute.arena.energy;

import org.jspecify.annotations.NullMarked;
