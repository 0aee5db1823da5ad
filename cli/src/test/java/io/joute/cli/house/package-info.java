/** The rules of the house as tests: who may use whom, and pages that name only what exists. */
@NullMarked
package io.joute.cli.house;

import org.jspecify.annotations.NullMarked;
