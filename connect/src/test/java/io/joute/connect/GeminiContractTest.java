package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Google's Gemini. */
final class GeminiContractTest extends ProviderContract {
    @Override
    Provider provider() {
        return Provider.GEMINI;
    }

    @Override
    String path() {
        return "/v1beta";
    }

    @Override
    List<String> whole() {
        return generated("STOP", "Héllo", ", 世界", " 🎉", "!");
    }

    @Override
    List<String> cutShort() {
        return generated("MAX_TOKENS", "Héllo");
    }

    @Override
    List<String> thinking() {
        List<String> events = new ArrayList<>(whole());
        events.addFirst(chunk("{\"text\":\"Let me think.\",\"thought\":true}", ""));
        return events;
    }

    @Override
    boolean marksItsEnd() {
        return false;
    }

    @Override
    List<String> counts() {
        return List.of("promptTokenCount", "candidatesTokenCount");
    }

    @Override
    List<String> refusal() {
        return List.of("data: {\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},"
                + "\"usageMetadata\":{\"promptTokenCount\":12},\"modelVersion\":\"upstream-model\"}\n\n");
    }

    @Override
    String overload() {
        return "data: {\"error\":{\"code\":503,\"message\":\"too busy\",\"status\":\"UNAVAILABLE\"}}\n\n";
    }

    @Override
    List<String> answering(String... texts) {
        return generated("STOP", texts);
    }

    @Override
    String tooLong() {
        return "{\"error\":{\"code\":400,\"message\":\"The input token count (9001) exceeds the maximum number of tokens"
                + " allowed (8192).\",\"status\":\"INVALID_ARGUMENT\"}}";
    }

    @Override
    List<String> keyHeader() {
        return List.of("x-goog-api-key", Stubs.KEY);
    }

    @Test
    void countsThoughtsAmongTheOutput() {
        server().then(script(whole()));

        var usage = ask(model()).done().usage();

        assertThat(usage.reasoningTokens()).isEqualTo(3);
        assertThat(usage.cachedTokens()).isEqualTo(4);
    }

    @Test
    void tellsAnAnswerThatAFilterEnded() {
        server().then(script(generated("SAFETY", "Hello")));

        assertThat(ask(model()).failure()).hasMessageContaining("withheld").hasMessageContaining("SAFETY");
    }

    @Test
    void aKeyInAReasonIsTakenOutBeforeItIsCut() {
        for (int padding = 200 - Stubs.KEY.length(); padding <= 200; padding++) {
            server().then(script(generated("X".repeat(padding) + Stubs.KEY, "Hello")));

            assertThat(ask(model()).failure())
                    .hasMessageContaining("X".repeat(padding))
                    .hasMessageNotContaining(Stubs.KEY.substring(0, 2));
        }
    }

    @Test
    void countsThoughtsThatAreNoNumberNotAsNone() {
        server().then(script(whole().stream()
                .map(event -> event.replace("\"thoughtsTokenCount\":3", "\"thoughtsTokenCount\":3.0"))
                .toList()));

        assertThat(ask(model()).done().usage().reasoningTokens()).isZero();
        assertThat(ask(model()).done().usage().outputTokens()).isEqualTo(4);
    }

    @Test
    void standsReasonsThatItDoesNotKnow() {
        server().then(script(generated("A_NEW_REASON", "Hello")));

        assertThat(ask(model()).failure()).hasMessageContaining("A_NEW_REASON");
    }

    private static List<String> generated(String reason, String... texts) {
        List<String> events = new ArrayList<>();
        for (String text : texts) {
            events.add(chunk("{\"text\":\"" + text + "\"}", ""));
        }
        events.add(chunk("{\"text\":\"\"}", ",\"finishReason\":\"" + reason + "\""));
        return events;
    }

    private static String chunk(String part, String finish) {
        return "data: {\"candidates\":[{\"content\":{\"parts\":[" + part + "],\"role\":\"model\"}" + finish
                + ",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":12,\"candidatesTokenCount\":6,"
                + "\"thoughtsTokenCount\":3,\"cachedContentTokenCount\":4,\"totalTokenCount\":21},"
                + "\"modelVersion\":\"upstream-model\",\"responseId\":\"AbC123\"}\n\n";
    }
}
