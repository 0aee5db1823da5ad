@NullMarked
package io.joute.connect.limit;

import org.jspecify.annotations.NullMarked;
