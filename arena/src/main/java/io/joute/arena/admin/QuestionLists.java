package io.joute.arena.admin;

import java.util.List;
import java.util.Optional;

/** Where the questions that an operator wants are kept, one list a language. Safe for any number of threads. */
public interface QuestionLists {
    /** The list of a language, which may be empty; nothing where what ships is to be shown. */
    Optional<List<Question>> find(String language);

    /** Replace the list of a language; it is on the disk when this returns. */
    void set(String language, List<Question> questions);

    /** Forget the list of a language, so that what ships is shown again. */
    void forget(String language);
}
