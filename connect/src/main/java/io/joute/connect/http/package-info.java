/** The only way out of the program: names resolved once and checked, nothing followed, everything bounded. Uses nothing of Joute. */
@NullMarked
package io.joute.connect.http;

import org.jspecify.annotations.NullMarked;
