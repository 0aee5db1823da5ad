package io.joute.base.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MessageTest {
    private static final ToolCall CALL = new ToolCall("1", "weather", "{}");

    @Test
    void letsTheAssistantAloneAskForTools() {
        assertThat(Message.calls(List.of(CALL)).toolCalls()).containsExactly(CALL);
        assertThatThrownBy(() -> new Message(Role.USER, "", List.of(CALL), Optional.empty()))
                .hasMessage("1 tool calls by USER, expected by ASSISTANT");
    }

    @Test
    void letsToolsAloneAnswerCalls() {
        assertThat(Message.toolAnswer("1", "Sunny.").answers()).contains("1");
        assertThatThrownBy(() -> new Message(Role.TOOL, "Sunny."))
                .hasMessage("TOOL answers no call, expected of TOOL alone");
        assertThatThrownBy(() -> new Message(Role.USER, "Sunny.", List.of(), Optional.of("1")))
                .hasMessage("USER answers a call, expected of TOOL alone");
    }

    @Test
    void aRequestEndsWithTheUserOrATool() {
        var settings = GenerationSettings.DEFAULT;
        assertThat(new ChatRequest(List.of(Message.toolAnswer("1", "")), settings).tools())
                .isEmpty();
        assertThatThrownBy(() -> new ChatRequest(List.of(Message.assistant("a")), settings))
                .hasMessage("messages end with ASSISTANT, expected USER or TOOL");
        assertThatThrownBy(() -> new ChatRequest(List.of(), settings))
                .hasMessage("messages end with nothing, expected USER or TOOL");
    }

    @Test
    void refusesToolNamesThatModelsCannotWrite() {
        for (String name : List.of("", "a b", "é", "x".repeat(65))) {
            assertThatThrownBy(() -> new Tool(name, "", "{}")).hasMessageStartingWith("tool name is '" + name + "'");
        }
    }
}
