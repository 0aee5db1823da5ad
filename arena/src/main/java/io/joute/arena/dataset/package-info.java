/**
 * What an arena gives to others: rows folded from the log in Joute's own shape and in those that published datasets have,
 * with personal data taken out; and what it takes from others: votes that were published. No third party, no network.
 */
@NullMarked
package io.joute.arena.dataset;

import org.jspecify.annotations.NullMarked;
