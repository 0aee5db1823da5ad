package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mistral's chat completions. */
final class MistralContractTest extends ProviderContract {
    @Override
    Provider provider() {
        return Provider.MISTRAL;
    }

    @Override
    String path() {
        return "/v1";
    }

    @Override
    List<String> whole() {
        return completion("stop", "Héllo", ", 世界", " 🎉", "!");
    }

    @Override
    List<String> cutShort() {
        return completion("model_length", "Héllo");
    }

    @Override
    List<String> thinking() {
        List<String> events = new ArrayList<>(whole());
        events.add(
                1,
                chunk(
                        "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Let me think.\"}]}]}",
                        "null",
                        ""));
        return events;
    }

    @Override
    boolean marksItsEnd() {
        return true;
    }

    @Override
    List<String> counts() {
        return List.of("prompt_tokens", "completion_tokens");
    }

    @Override
    List<String> refusal() {
        return List.of(chunk("{\"content\":\"\"}", "\"content_filter\"", ""), Completion.DONE);
    }

    @Override
    String overload() {
        return "data: {\"error\":{\"message\":\"too busy\",\"type\":\"service_unavailable\",\"code\":503}}\n\n";
    }

    @Override
    List<String> answering(String... texts) {
        return completion("stop", texts);
    }

    @Override
    String tooLong() {
        return "{\"object\":\"error\",\"message\":\"Prompt contains 9001 tokens, too many tokens for a model with a maximum"
                + " context length of 8192\",\"type\":\"invalid_request_error\",\"code\":3051}";
    }

    @Override
    List<String> keyHeader() {
        return List.of("authorization", "Bearer " + Stubs.KEY);
    }

    @Test
    void standsUsageInAChunkOfItsOwn() {
        List<String> events = new ArrayList<>(List.of(chunk("{\"content\":\"Hello\"}", "\"stop\"", "")));
        events.add(Completion.usage(""));
        events.add(Completion.DONE);
        server().then(script(events));

        assertThat(ask(model()).done().usage().outputTokens()).isEqualTo(9);
    }

    private static List<String> completion(String finish, String... texts) {
        List<String> events = new ArrayList<>();
        events.add(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", ""));
        for (String text : texts) {
            events.add(chunk("{\"content\":\"" + text + "\"}", "null", ""));
        }
        events.add(chunk(
                "{\"content\":\"\"}",
                "\"" + finish + "\"",
                ",\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":9,\"total_tokens\":21}"));
        events.add(Completion.DONE);
        return events;
    }

    private static String chunk(String delta, String finish, String more) {
        return "data: {\"id\":\"AbC123\",\"object\":\"chat.completion.chunk\",\"created\":1764000000,"
                + "\"model\":\"upstream-model\",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":"
                + finish
                + "}]" + more + "}\n\n";
    }
}
