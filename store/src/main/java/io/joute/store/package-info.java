/**
 * The arena's log and catalogue in one SQLite file. {@link io.joute.store.Database#open} holds a directory for one
 * process; {@link io.joute.store.SqliteDuelLog} and {@link io.joute.store.SqliteCatalog} live on it.
 */
@NullMarked
package io.joute.store;

import org.jspecify.annotations.NullMarked;
