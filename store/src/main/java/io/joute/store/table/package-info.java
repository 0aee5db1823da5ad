/** Tables that others read and write: Parquet, JSON lines, CSV. */
@NullMarked
package io.joute.store.table;

import org.jspecify.annotations.NullMarked;
