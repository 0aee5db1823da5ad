package io.joute.engine.template;

import io.joute.base.chat.ToolCall;
import io.joute.engine.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the tool calls of an answer from its text, as it comes. An answer that begins as a call does is held back until its
 * end; what turns out to be none is text after all. For one thread.
 */
public final class ToolCallReader {
    private static final String CALLS = "[TOOL_CALLS]";
    private static final String ARGUMENTS = "[ARGS]";
    private static final String ID = "[CALL_ID]";

    private final ToolSyntax syntax;
    private final Tokenizer tokenizer;
    /** The answer from where a call may have begun, marks as they are spelt. */
    private final StringBuilder raw = new StringBuilder();
    /** The same as the caller would have seen it. */
    private final StringBuilder held = new StringBuilder();

    private boolean decided;
    private boolean calling;

    /** What an answer ends with: calls, or text that was held back. */
    public record Rest(List<ToolCall> calls, String text) {
        public Rest {
            calls = List.copyOf(calls);
        }
    }

    /** Watch for calls in {@code syntax}. */
    public ToolCallReader(ToolSyntax syntax, Tokenizer tokenizer) {
        this.syntax = syntax;
        this.tokenizer = tokenizer;
        this.decided = syntax == ToolSyntax.NONE;
    }

    /** What is certainly text, now that token {@code id} has completed {@code text}. */
    public String accept(int id, String text) {
        String mark = tokenizer.isSpecial(id) ? tokenizer.piece(id) : "";
        if (syntax == ToolSyntax.MISTRAL && mark.equals(CALLS)) {
            calling = true;
            decided = true;
        }
        if (decided && !calling) {
            return text;
        }
        raw.append(mark).append(text);
        held.append(text);
        decide();
        return calling || !decided ? "" : release();
    }

    private void decide() {
        String start = held.toString().strip();
        if (!decided && !start.isEmpty()) {
            decided = true;
            calling = syntax == ToolSyntax.JSON_OBJECT && start.startsWith("{");
        }
    }

    private String release() {
        String text = held.toString();
        held.setLength(0);
        raw.setLength(0);
        return text;
    }

    /** The calls of the whole answer, or the text that was none; {@code last} completes it. */
    public Rest finish(String last) {
        raw.append(last);
        held.append(last);
        Optional<List<ToolCall>> calls = calling ? calls() : Optional.empty();
        return calls.map(list -> new Rest(list, "")).orElseGet(() -> new Rest(List.of(), release()));
    }

    private Optional<List<ToolCall>> calls() {
        List<ToolCall> calls = new ArrayList<>();
        try {
            switch (syntax) {
                case NONE -> {}
                case JSON_OBJECT -> calls.add(call(PythonJson.object(raw.substring(raw.indexOf("{"))), 1));
                case MISTRAL -> mistral(calls);
            }
        } catch (IllegalArgumentException e) {
            // The model meant a call and wrote none: its caller sees what it wrote.
            return Optional.empty();
        }
        return calls.isEmpty() ? Optional.empty() : Optional.of(calls);
    }

    private void mistral(List<ToolCall> calls) {
        for (String part : raw.substring(raw.indexOf(CALLS)).split("\\[TOOL_CALLS]", -1)) {
            int arguments = part.indexOf(ARGUMENTS);
            if (arguments >= 0) {
                calls.add(marked(
                        part.substring(0, arguments), part.substring(arguments + ARGUMENTS.length()), calls.size()));
            } else if (!part.isBlank()) {
                for (Map<?, ?> object : PythonJson.objects(part)) {
                    calls.add(call(object, calls.size() + 1));
                }
            }
        }
    }

    private static ToolCall marked(String head, String arguments, int before) {
        int id = head.indexOf(ID);
        return new ToolCall(
                id < 0 ? numbered(before + 1) : head.substring(id + ID.length()).strip(),
                (id < 0 ? head : head.substring(0, id)).strip(),
                PythonJson.compact(PythonJson.object(arguments)));
    }

    private static ToolCall call(Map<?, ?> object, int number) {
        Object arguments = object.containsKey("parameters") ? object.get("parameters") : object.get("arguments");
        if (!(object.get("name") instanceof String name)) {
            throw new IllegalArgumentException("no name");
        }
        String text = arguments instanceof String json ? PythonJson.compact(PythonJson.object(json)) : "";
        if (arguments instanceof Map<?, ?> map) {
            text = PythonJson.compact(map);
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no arguments");
        }
        return new ToolCall(object.get("id") instanceof String id ? id : numbered(number), name, text);
    }

    /** Nine letters and digits, which Mistral's templates insist on. */
    private static String numbered(int number) {
        return "call%05d".formatted(number);
    }
}
