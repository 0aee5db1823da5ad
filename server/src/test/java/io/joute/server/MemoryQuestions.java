package io.joute.server;

import io.joute.arena.admin.Question;
import io.joute.arena.admin.QuestionLists;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lists of questions in memory. */
final class MemoryQuestions implements QuestionLists {
    private final Map<String, List<Question>> lists = new ConcurrentHashMap<>();

    @Override
    public Optional<List<Question>> find(String language) {
        return Optional.ofNullable(lists.get(language));
    }

    @Override
    public void set(String language, List<Question> questions) {
        lists.put(language, List.copyOf(questions));
    }

    @Override
    public void forget(String language) {
        lists.remove(language);
    }
}
