/** Remote models as chat models: whom to ask, how long, how often, for how much. */
@NullMarked
package io.joute.connect;

import org.jspecify.annotations.NullMarked;
