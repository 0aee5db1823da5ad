/** The whole program in its own process, played through its pages in Chromium and over HTTP. */
@NullMarked
package io.joute.e2e;

import org.jspecify.annotations.NullMarked;
