package io.joute.engine.template;

import static io.joute.engine.template.Vocabularies.LLAMA;
import static io.joute.engine.template.Vocabularies.MISTRAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ToolCall;
import io.joute.engine.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ToolCallReaderTest {
    private static final ToolCall CALL = new ToolCall("call00001", "weather", "{\"city\": \"Orléans\"}");
    private final List<String> deltas = new ArrayList<>();

    @Test
    void readsACallOfLlama() {
        assertThat(llama("{\"name\": \"weather\", ", "\"parameters\":{\"city\":\"Orléans\"}}")
                        .calls())
                .containsExactly(CALL);
        assertThat(llama("\n {\"name\":\"weather\",\"arguments\":{\"city\":\"Orléans\"}}")
                        .calls())
                .containsExactly(CALL);
        assertThat(llama("<|python_tag|>", "{\"name\":\"weather\",\"parameters\":\"{\\\"city\\\":\\\"Orléans\\\"}\"}")
                        .calls())
                .containsExactly(CALL);
        assertThat(deltas).isEmpty();
    }

    @Test
    void readsTheCallsOfMistral() {
        assertThat(mistral(
                                "[TOOL_CALLS]",
                                "[{\"name\":\"weather\",\"arguments\":{\"city\":\"Orléans\"}}, ",
                                "{\"name\":\"b\",\"arguments\":{},\"id\":\"123456789\"}]")
                        .calls())
                .containsExactly(CALL, new ToolCall("123456789", "b", "{}"));
        assertThat(mistral(
                                "[TOOL_CALLS]",
                                "weather",
                                "[ARGS]",
                                "{\"city\":\"Orléans\"}",
                                "[TOOL_CALLS]",
                                "b",
                                "[CALL_ID]",
                                "123456789",
                                "[ARGS]",
                                "{}")
                        .calls())
                .containsExactly(CALL, new ToolCall("123456789", "b", "{}"));
        assertThat(deltas).isEmpty();
    }

    @Test
    void givesTextAsItComes() {
        assertThat(llama(" ", "Sun", "ny {").text()).isEmpty();
        assertThat(deltas).containsExactly(" Sun", "ny {");
        deltas.clear();
        assertThat(mistral("Wait.", "[TOOL_CALLS]", "b", "[ARGS]", "{}").calls())
                .hasSize(1);
        assertThat(deltas).containsExactly("Wait.");
    }

    @Test
    void givesBackWhatTurnsOutToBeNoCall() {
        for (String none :
                List.of("{\"a\":1}", "{\"name\":\"x\"}", "{ cut", "{\"name\":1,\"parameters\":{}}", "{} more")) {
            assertThat(llama(none)).isEqualTo(new ToolCallReader.Rest(List.of(), none));
        }
        assertThat(mistral("[TOOL_CALLS]", "no call").text()).isEqualTo("no call");
        assertThat(mistral("[TOOL_CALLS]", "[1]").text()).isEqualTo("[1]");
        assertThat(mistral("[TOOL_CALLS]", "[{\"name\":\"a\",\"arguments\":[]}]")
                        .text())
                .contains("arguments");
        assertThat(deltas).isEmpty();
    }

    @Test
    void neverLooksForCallsOfAModelThatMakesNone() {
        assertThat(read(ToolSyntax.NONE, LLAMA, "{\"name\":\"x\",\"parameters\":{}}")
                        .calls())
                .isEmpty();
        assertThat(deltas).hasSize(1);
    }

    private ToolCallReader.Rest llama(String... parts) {
        return read(ToolSyntax.JSON_OBJECT, LLAMA, parts);
    }

    private ToolCallReader.Rest mistral(String... parts) {
        return read(ToolSyntax.MISTRAL, MISTRAL, parts);
    }

    /** Special tokens are passed as their ids, other parts as one ordinary id with that text. */
    private ToolCallReader.Rest read(ToolSyntax syntax, Tokenizer tokenizer, String... parts) {
        var reader = new ToolCallReader(syntax, tokenizer);
        for (String part : parts) {
            boolean mark = tokenizer.special(part).isPresent();
            String text = mark
                    ? reader.accept(tokenizer.special(part).getAsInt(), "")
                    : reader.accept(tokenizer.encode("a")[0], part);
            if (!text.isEmpty()) {
                deltas.add(text);
            }
        }
        return reader.finish("");
    }
}
