package io.joute.connect;

import java.util.function.Consumer;

/**
 * Keeps apart the reasoning that some servers leave in the answer: between {@code <think>} at its very beginning and {@code
 * </think>}. For one thread.
 */
final class ThinkTags {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final Consumer<String> thought;
    private final Consumer<String> answer;
    private final StringBuilder held = new StringBuilder();
    private Place place = Place.BEGINNING;

    private enum Place {
        BEGINNING,
        REASONING,
        AFTER_REASONING,
        ANSWER
    }

    /** Hand on what is {@code thought} and what is {@code answer}. */
    ThinkTags(Consumer<String> thought, Consumer<String> answer) {
        this.thought = thought;
        this.answer = answer;
    }

    /** More of the stream. */
    void add(String more) {
        held.append(more);
        if (place == Place.BEGINNING) {
            begin();
        }
        if (place == Place.REASONING) {
            reason();
        }
        if (place == Place.AFTER_REASONING && !held.toString().isBlank()) {
            String rest = held.toString().stripLeading();
            held.setLength(0);
            held.append(rest);
            place = Place.ANSWER;
        }
        if (place == Place.ANSWER) {
            hand(answer, held.length());
        }
    }

    /** The stream is over. */
    void end() {
        hand(place == Place.REASONING ? thought : answer, place == Place.AFTER_REASONING ? 0 : held.length());
    }

    private void begin() {
        String start = held.toString().stripLeading();
        if (start.startsWith(OPEN)) {
            held.setLength(0);
            held.append(start, OPEN.length(), start.length());
            place = Place.REASONING;
        } else if (!OPEN.startsWith(start)) {
            place = Place.ANSWER;
        }
    }

    private void reason() {
        int close = held.indexOf(CLOSE);
        if (close >= 0) {
            hand(thought, close);
            held.delete(0, CLOSE.length());
            place = Place.AFTER_REASONING;
        } else {
            hand(thought, held.length() - beginningOfClose());
        }
    }

    /** How many characters at the end may be the beginning of the closing tag. */
    private int beginningOfClose() {
        int length = Math.min(CLOSE.length() - 1, held.length());
        while (!CLOSE.startsWith(held.substring(held.length() - length))) {
            length--;
        }
        return length;
    }

    private void hand(Consumer<String> to, int length) {
        if (length > 0) {
            String text = held.substring(0, length);
            held.delete(0, length);
            to.accept(text);
        }
    }
}
