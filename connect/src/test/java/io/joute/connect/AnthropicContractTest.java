package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.connect.wire.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Anthropic's messages. */
final class AnthropicContractTest extends ProviderContract {
    @Override
    Provider provider() {
        return Provider.ANTHROPIC;
    }

    @Override
    String path() {
        return "/v1";
    }

    @Override
    List<String> whole() {
        return message("end_turn", List.of(), "Héllo", ", 世界", " 🎉", "!");
    }

    @Override
    List<String> cutShort() {
        return message("max_tokens", List.of(), "Héllo");
    }

    @Override
    List<String> thinking() {
        return message(
                "end_turn",
                List.of(
                        event(
                                "content_block_start",
                                "\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
                        event(
                                "content_block_delta",
                                "\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Let me think.\"}"),
                        event(
                                "content_block_delta",
                                "\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"EqQBCg==\"}"),
                        event("content_block_stop", "\"index\":0")),
                "Héllo",
                ", 世界",
                " 🎉",
                "!");
    }

    @Override
    List<String> refusal() {
        return message("refusal", List.of());
    }

    @Override
    String overload() {
        return event("error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"too busy\"}");
    }

    @Override
    List<String> answering(String... texts) {
        return message("end_turn", List.of(), texts);
    }

    @Override
    String tooLong() {
        return "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"prompt is too long: 9001"
                + " tokens > 8192 maximum\"}}";
    }

    @Override
    List<String> keyHeader() {
        return List.of("x-api-key", Stubs.KEY);
    }

    @Test
    void countsWhatCameFromTheCacheAmongThePrompt() {
        server().then(script(whole()));

        assertThat(ask(model()).done().usage().cachedTokens()).isEqualTo(4);
    }

    @Test
    void asksForThinkingWithoutTemperature() {
        server().then(script(thinking()));
        Endpoint endpoint = Stubs.endpoint(provider(), server().address(path()));
        var target = new Target("upstream-model", endpoint.target().key(), true, Optional.of(1024), Optional.empty());

        ask(new RemoteModel(Stubs.with(endpoint, target), Stubs.outside()));

        assertThat(server().last().body()).contains("budget_tokens", "1024").doesNotContain("temperature");
    }

    private static List<String> message(String reason, List<String> before, String... texts) {
        List<String> events = new ArrayList<>();
        events.add(event(
                "message_start",
                "\"message\":{\"id\":\"msg_01AbC\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"upstream-model\","
                        + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":6,"
                        + "\"cache_creation_input_tokens\":2,\"cache_read_input_tokens\":4,\"output_tokens\":1}}"));
        events.add(event("ping", ""));
        events.addAll(before);
        int index = before.isEmpty() ? 0 : 1;
        events.add(event(
                "content_block_start", "\"index\":" + index + ",\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
        for (String text : texts) {
            events.add(event(
                    "content_block_delta",
                    "\"index\":" + index + ",\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}"));
        }
        events.add(event("content_block_stop", "\"index\":" + index));
        events.add(event(
                "message_delta",
                "\"delta\":{\"stop_reason\":\"" + reason
                        + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":9}"));
        events.add(event("message_stop", ""));
        return events;
    }

    private static String event(String name, String members) {
        return "event: " + name + "\ndata: {\"type\":\"" + name + "\"" + (members.isEmpty() ? "" : ",") + members
                + "}\n\n";
    }
}
