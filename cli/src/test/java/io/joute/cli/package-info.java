/** Tests of the program as its users meet it: arguments in, exit code and text out. */
@NullMarked
package io.joute.cli;

import org.jspecify.annotations.NullMarked;
