/** Contracts that the modules above hold their models to; a package of its own, as modules share none. */
@NullMarked
package io.joute.base.contract;

import org.jspecify.annotations.NullMarked;
