/**
 * Pictures that can be carried away: flat shapes and outlined words, as SVG and as PNG. Words are drawn from outlines in
 * the jar, so that pictures look the same everywhere and no font of the machine is needed.
 */
@NullMarked
package io.joute.server.picture;

import org.jspecify.annotations.NullMarked;
