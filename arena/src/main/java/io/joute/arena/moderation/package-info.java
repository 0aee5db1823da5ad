/**
 * Which questions of which visitors are let in: blocked words and visitors, personal data pointed out before it is sent,
 * duels an hour. All on this machine; no question is kept here.
 */
@NullMarked
package io.joute.arena.moderation;

import org.jspecify.annotations.NullMarked;
