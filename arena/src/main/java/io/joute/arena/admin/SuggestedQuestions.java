package io.joute.arena.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The questions that visitors are offered, in the order to show them: those that ship until the operator changes the
 * list of a language, which is from then on theirs. Safe for any number of threads.
 */
public final class SuggestedQuestions {
    /** The most questions in a language. */
    public static final int MOST = 200;

    private final QuestionLists lists;
    private final Function<String, List<Question>> shipped;
    private final ReentrantLock changing = new ReentrantLock();

    /** Those of {@code lists}, or else those that {@code shipped} gives for the code of a language. */
    public SuggestedQuestions(QuestionLists lists, Function<String, List<Question>> shipped) {
        this.lists = lists;
        this.shipped = shipped;
    }

    /** What became of a change. */
    public enum Outcome {
        DONE,
        /** There is no such question, or not any more. */
        UNKNOWN,
        /** Another question says the same. */
        TWICE,
        /** There are {@link #MOST} already. */
        FULL
    }

    /** The questions of a language; may be empty. */
    public List<Question> in(String language) {
        return lists.find(language).orElseGet(() -> shipped.apply(language));
    }

    /** Whether the list of a language is the operator's own. */
    public boolean isOwn(String language) {
        return lists.find(language).isPresent();
    }

    /** Put a question at {@code place}, from 1; behind the last place means last. */
    public Outcome add(String language, Question question, int place) {
        changing.lock();
        try {
            List<Question> list = new ArrayList<>(in(language));
            if (list.size() >= MOST) {
                return Outcome.FULL;
            }
            return put(language, list, question, place);
        } finally {
            changing.unlock();
        }
    }

    /** Make another question of the one with this id, and move it to {@code place}, from 1. */
    public Outcome replace(String language, String id, Question question, int place) {
        changing.lock();
        try {
            List<Question> list = new ArrayList<>(in(language));
            return list.removeIf(each -> each.id().equals(id)) ? put(language, list, question, place) : Outcome.UNKNOWN;
        } finally {
            changing.unlock();
        }
    }

    /** Take the question with this id away. */
    public Outcome remove(String language, String id) {
        changing.lock();
        try {
            List<Question> list = new ArrayList<>(in(language));
            if (!list.removeIf(each -> each.id().equals(id))) {
                return Outcome.UNKNOWN;
            }
            lists.set(language, List.copyOf(list));
            return Outcome.DONE;
        } finally {
            changing.unlock();
        }
    }

    /** Show what ships again. */
    public void restore(String language) {
        changing.lock();
        try {
            lists.forget(language);
        } finally {
            changing.unlock();
        }
    }

    private Outcome put(String language, List<Question> list, Question question, int place) {
        if (list.contains(question)) {
            return Outcome.TWICE;
        }
        list.add(Math.clamp(place - 1L, 0, list.size()), question);
        lists.set(language, List.copyOf(list));
        return Outcome.DONE;
    }
}
