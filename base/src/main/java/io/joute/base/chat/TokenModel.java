package io.joute.base.chat;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A model whose tokens are at hand: it goes on from any text, and says how likely each token was. */
public interface TokenModel extends ScoringModel {
    /** Why answers cannot be held to {@code form}: which keyword, and where; empty when they can. */
    Optional<String> objection(JsonForm form);

    /**
     * Answer as {@link #stream(ChatRequest, Consumer)} does, and tell tokens too, blocking until the end.
     *
     * @param events deltas, then exactly one done or failed
     * @param tokens each token before the delta that it completes: those of the start where the request says so, then those
     *     of the answer with the one that ended it; on the calling thread
     */
    void stream(TokenRequest request, Consumer<? super ChatEvent> events, Consumer<? super TokenOdds> tokens);

    /**
     * Read {@code start}, blocking until the end; a token that the model wants before every text is not among them.
     *
     * @param likeliest how many of the likeliest tokens to tell at each place
     * @return each token with how likely it was after those before it
     * @throws ChatException when the start is refused, the model fails, or the thread is interrupted
     */
    List<TokenOdds> read(TokenRequest.Start start, int likeliest);
}
