package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/** OpenAI itself. */
final class OpenAiContractTest extends CompletionsContract {
    @Override
    Provider provider() {
        return Provider.OPENAI;
    }

    @Test
    void limitsTheOutputByTheParameterThatNewModelsKnow() {
        server().then(script(whole()));

        ask(model());

        assertThat(server().last().body())
                .contains("\"max_completion_tokens\" : 2048")
                .doesNotContain("max_tokens\"");
    }

    @Test
    void refusesSettingsThatItCannotHonour() {
        var settings = new GenerationSettings(0.7, 40, 1, 0, 0, 100, List.of());

        Answer answer = Answer.of(model(), new ChatRequest(List.of(Message.user("Hi")), settings));

        assertThat(answer.failure().reason()).isInstanceOf(ChatException.Cause.Refused.class);
        assertThat(answer.failure()).hasMessageContaining("top-k");
        assertThat(server().requests()).isEmpty();
    }
}
