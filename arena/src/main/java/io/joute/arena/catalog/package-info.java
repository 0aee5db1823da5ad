/** The card of each model: who made it, how big it is, how open, and how it runs. Uses nothing of Joute. */
@NullMarked
package io.joute.arena.catalog;

import org.jspecify.annotations.NullMarked;
