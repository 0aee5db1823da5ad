package io.joute.base.chat;

import java.util.List;

/** A model that can say how likely each token of an answer was. */
public interface ScoringModel extends ChatModel {
    /**
     * Read {@code answer} as if it were this model's to {@code request}, blocking until the end; a text too long for the
     * context is read as far as it fits.
     *
     * @throws ChatException when the model fails, or the thread is interrupted
     */
    List<ScoredToken> score(ChatRequest request, String answer);
}
