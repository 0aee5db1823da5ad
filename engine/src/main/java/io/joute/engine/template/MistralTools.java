package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.base.chat.Tool;
import io.joute.base.chat.ToolCall;
import java.util.List;

/** Writes tools, their calls and their answers as a version of Mistral's format does. */
record MistralTools(MistralVersion version, Prompt prompt) {
    /** What may be called. */
    void offered(List<Tool> tools) {
        requireTaught(tools.size() + " tools offered to");
        prompt.mark("[AVAILABLE_TOOLS]")
                .text(PythonJson.compact(tools.stream().map(ToolJson::described).toList()))
                .mark("[/AVAILABLE_TOOLS]");
    }

    /** What the assistant called. */
    void called(Message message) {
        switch (version.tools()) {
            case NONE -> requireTaught("tool calls by");
            case ARRAYS ->
                prompt.mark("[TOOL_CALLS]")
                        .text(PythonJson.compact(message.toolCalls().stream()
                                .map(ToolJson::called)
                                .toList()));
            case MARKS -> message.toolCalls().forEach(this::marked);
        }
        prompt.mark(MistralFamily.END);
    }

    private void marked(ToolCall call) {
        prompt.mark("[TOOL_CALLS]").text(call.name()).mark("[CALL_ID]").text(call.id());
        prompt.mark("[ARGS]").text(PythonJson.compact(ToolJson.arguments(call)));
    }

    /** What a tool answered. */
    void answered(Message message) {
        requireTaught("a tool's answer for");
        prompt.mark("[TOOL_RESULTS]");
        if (version.marksToolContent()) {
            prompt.text(message.answers().orElseThrow()).mark("[TOOL_CONTENT]").text(message.text());
        } else {
            prompt.text(PythonJson.compact(ToolJson.answered(message)));
        }
        prompt.mark("[/TOOL_RESULTS]");
    }

    private void requireTaught(String what) {
        if (version.tools() == MistralVersion.Tools.NONE) {
            throw new RefusedPromptException(what + " a model that was taught none");
        }
    }
}
