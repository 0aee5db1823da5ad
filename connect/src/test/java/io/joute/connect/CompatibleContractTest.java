package io.joute.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.connect.wire.Target;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Servers that speak like OpenAI's: vLLM, SGLang, llama-server, Ollama, LM Studio, OpenRouter. */
final class CompatibleContractTest extends CompletionsContract {
    @Override
    Provider provider() {
        return Provider.COMPATIBLE;
    }

    @Test
    void keepsReasoningInTagsApart() {
        server().then(script(answering("<thi", "nk>Let me", " think.</", "think>\\n\\nYes", ".")));

        Answer answer = ask(model());

        assertThat(answer.thinking()).isEqualTo("Let me think.");
        assertThat(answer.text()).isEqualTo("Yes.");
    }

    @Test
    void needsNoKeyWhereTheDoorIsOpen() {
        server().then(script(whole()));
        var target = new Target("upstream-model", Optional.empty(), true, Optional.empty(), Optional.empty());
        Endpoint open = Stubs.with(Stubs.endpoint(provider(), server().address(path())), target);

        assertThat(ask(new RemoteModel(open, Stubs.outside())).text()).isEqualTo(TEXT);
        assertThat(server().last().headers()).doesNotContainKey("authorization");
    }
}
