/** The administration's pages, at {@code /admin}: each asks for a session, and each change is in the audit trail. */
@NullMarked
package io.joute.server.admin;

import org.jspecify.annotations.NullMarked;
