/** Tests of the remote models, against servers in this process. */
@NullMarked
package io.joute.connect;

import org.jspecify.annotations.NullMarked;
