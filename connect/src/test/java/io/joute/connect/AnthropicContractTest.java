package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.connect.wire.Target;
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
        return MessageEvents.message("end_turn", List.of(), "Héllo", ", 世界", " 🎉", "!");
    }

    @Override
    List<String> cutShort() {
        return MessageEvents.message("max_tokens", List.of(), "Héllo");
    }

    @Override
    List<String> thinking() {
        return MessageEvents.message(
                "end_turn",
                List.of(
                        MessageEvents.event(
                                "content_block_start",
                                "\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
                        MessageEvents.event(
                                "content_block_delta",
                                "\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Let me think.\"}"),
                        MessageEvents.event(
                                "content_block_delta",
                                "\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"EqQBCg==\"}"),
                        MessageEvents.event("content_block_stop", "\"index\":0")),
                "Héllo",
                ", 世界",
                " 🎉",
                "!");
    }

    @Override
    boolean marksItsEnd() {
        return true;
    }

    @Override
    List<String> counts() {
        return List.of("input_tokens", "output_tokens");
    }

    @Override
    List<String> refusal() {
        return MessageEvents.message("refusal", List.of());
    }

    @Override
    String overload() {
        return MessageEvents.event("error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"too busy\"}");
    }

    @Override
    List<String> answering(String... texts) {
        return MessageEvents.message("end_turn", List.of(), texts);
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

    /** A start tells one token of output, and more come. */
    @Test
    void doesNotTakeTheOutputOfTheStartForThatOfTheAnswer() {
        server().then(script(whole().stream()
                .map(event -> event.replace("\"usage\":{\"output_tokens\":9}", "\"usage\":{}"))
                .toList()));

        assertThat(ask(model()).done().usage().outputTokens()).isEqualTo(4);
    }

    @Test
    void asksForThinkingWithoutTemperature() {
        server().then(script(thinking()));
        Endpoint endpoint = Stubs.endpoint(provider(), server().address(path()));
        var target = new Target("upstream-model", endpoint.target().key(), true, Optional.of(1024), Optional.empty());

        ask(new RemoteModel(Stubs.with(endpoint, target), Stubs.outside()));

        assertThat(server().last().body()).contains("budget_tokens", "1024").doesNotContain("temperature");
    }
}
