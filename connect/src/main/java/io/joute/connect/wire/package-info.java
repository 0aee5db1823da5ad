/** What a wire protocol must tell: how a request is put, and what its events mean. Uses the chat contract and the way out. */
@NullMarked
package io.joute.connect.wire;

import org.jspecify.annotations.NullMarked;
