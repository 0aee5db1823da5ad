/** What programs see: JSON bodies and the event stream of a duel. */
@NullMarked
package io.joute.server.api;

import org.jspecify.annotations.NullMarked;
