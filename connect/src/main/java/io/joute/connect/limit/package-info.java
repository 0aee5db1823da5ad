/** How much an endpoint may be asked: money, failures, repetitions. Uses nothing of Joute. */
@NullMarked
package io.joute.connect.limit;

import org.jspecify.annotations.NullMarked;
