/**
 * Cards of models in files: JSON that a schema describes, whose mistakes are told by line. Those that come with Joute are
 * {@code catalog/*.json} in this jar; an operator's lie in the folder {@code catalog} of the data directory.
 */
@NullMarked
package io.joute.store.file;

import org.jspecify.annotations.NullMarked;
