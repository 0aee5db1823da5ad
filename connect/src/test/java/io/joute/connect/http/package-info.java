@NullMarked
package io.joute.connect.http;

import org.jspecify.annotations.NullMarked;
