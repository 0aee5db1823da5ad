package io.joute.connect.wire;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.joute.base.chat.GenerationSettings;
import java.util.Map;
import java.util.Optional;

/** A wire protocol: LangChain4j's module for it, and what that module does not tell. Safe for any number of threads. */
public interface Protocol {
    /**
     * A model for one call.
     *
     * @param base the address, without a slash at its end
     * @param target whom to ask there
     * @param settings how the answer is drawn
     * @param client the way out
     */
    StreamingChatModel model(String base, Target target, GenerationSettings settings, HttpClientBuilder client);

    /** A reader of the events of one call, which tells failures in these words. */
    Witness witness(Words words);

    /** What of these settings cannot be honoured for the target; empty when all can. */
    Optional<String> objection(Target target, GenerationSettings settings);

    /** The headers of a request that only asks whether the server answers. */
    Map<String, String> probeHeaders(Target target);
}
