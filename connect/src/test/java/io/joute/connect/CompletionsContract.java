package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of everybody who speaks chat completions as OpenAI does. */
abstract class CompletionsContract extends ProviderContract {
    @Override
    String path() {
        return "/v1";
    }

    @Override
    List<String> whole() {
        return Completion.answering("stop", "Héllo", ", 世界", " 🎉", "!");
    }

    @Override
    List<String> cutShort() {
        return Completion.answering("length", "Héllo");
    }

    @Override
    List<String> thinking() {
        List<String> events = new ArrayList<>(whole());
        events.add(1, Completion.delta("{\"reasoning_content\":\"Let me\"}", "null"));
        events.add(2, Completion.delta("{\"reasoning_content\":\" think.\"}", "null"));
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
        return List.of(
                Completion.delta("{\"role\":\"assistant\",\"refusal\":\"I cannot\"}", "null"),
                Completion.delta("{}", "\"stop\""),
                Completion.DONE);
    }

    @Override
    String overload() {
        return "data: {\"error\":{\"message\":\"too busy\",\"type\":\"server_error\",\"code\":503}}\n\n";
    }

    @Override
    List<String> answering(String... texts) {
        return Completion.answering("stop", texts);
    }

    @Override
    String tooLong() {
        return "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens. However, your messages resulted"
                + " in 9001 tokens.\",\"type\":\"invalid_request_error\",\"code\":\"context_length_exceeded\"}}";
    }

    @Override
    List<String> keyHeader() {
        return List.of("authorization", "Bearer " + Stubs.KEY);
    }

    @Test
    void aMarkWithoutAReasonIsNoEndOfAnAnswer() {
        server().then((request, reply) -> send(reply.stream(), List.of(Completion.text("Hello"), Completion.DONE))
                .hang());

        assertThat(ask(model()).failure()).hasMessageContaining("without a finish reason");
    }

    @Test
    void countsReasoningAndCache() {
        server().then(script(whole()));

        var usage = ask(model()).done().usage();

        assertThat(usage.reasoningTokens()).isEqualTo(3);
        assertThat(usage.cachedTokens()).isEqualTo(4);
    }

    @Test
    void tellsAnAnswerThatAFilterEnded() {
        server().then(script(List.of(Completion.text("Hello"), Completion.delta("{}", "\"content_filter\""))));

        assertThat(ask(model()).failure()).hasMessageContaining("withheld");
    }

    @Test
    void knowsTheOtherNameOfReasoning() {
        List<String> events = new ArrayList<>(whole());
        events.add(1, Completion.delta("{\"reasoning\":\"Let me think.\"}", "null"));
        server().then(script(events));

        assertThat(ask(model()).thinking()).isEqualTo("Let me think.");
    }

    @Test
    void countsByItselfWhereTheServerDoesNot() {
        server().then(script(List.of(
                Completion.text("Hello"),
                Completion.text(" world"),
                Completion.delta("{}", "\"stop\""),
                Completion.DONE)));

        var usage = ask(model()).done().usage();

        assertThat(usage.outputTokens()).isEqualTo(2);
        assertThat(usage.promptTokens()).isPositive();
    }
}
