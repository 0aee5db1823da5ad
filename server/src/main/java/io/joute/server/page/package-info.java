/** What people see: words in two languages, figures, Markdown, page models and their routes. */
@NullMarked
package io.joute.server.page;

import org.jspecify.annotations.NullMarked;
