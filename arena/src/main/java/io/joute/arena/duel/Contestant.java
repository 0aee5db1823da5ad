package io.joute.arena.duel;

import io.joute.arena.catalog.ModelCard;
import io.joute.base.chat.ChatModel;
import java.util.Objects;

/** A card and the model behind it. */
public record Contestant(ModelCard card, ChatModel model) {
    public Contestant {
        Objects.requireNonNull(card, "card");
        if (!model.id().equals(card.id())) {
            throw new IllegalArgumentException(
                    "model '" + model.id() + "' stands behind card '" + card.id() + "', expected the same id");
        }
    }
}
