/** Requests and answers: framing, hosts, visitors, forged requests, errors, static files, event streams. */
@NullMarked
package io.joute.server.http;

import org.jspecify.annotations.NullMarked;
