package io.joute.server.page;

import io.joute.arena.admin.Question;
import io.joute.server.http.Language;
import java.util.List;

/** Questions to try, for people without an idea; asked anew for each page. */
@FunctionalInterface
public interface Suggestions {
    /** The questions in one language, in the order to show them; may be empty. */
    List<Question> in(Language language);
}
