/**
 * What a prompt is: its language, and what it is about, told on this machine by word lists of our own. Uses no other
 * package.
 */
@NullMarked
package io.joute.arena.prompt;

import org.jspecify.annotations.NullMarked;
