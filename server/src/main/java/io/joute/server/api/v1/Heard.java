package io.joute.server.api.v1;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.TokenOdds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One answer as it is heard: tokens wait for the text that they complete, and both go to {@code pieces} together. For one
 * thread.
 */
final class Heard {
    /** A piece of the answer: its text and the tokens told since the last one. */
    record Piece(String text, List<TokenOdds> tokens) {
        Piece {
            tokens = List.copyOf(tokens);
        }
    }

    private final Consumer<Piece> pieces;
    private final List<TokenOdds> waiting = new ArrayList<>();
    private Optional<ChatEvent.Done> done = Optional.empty();

    Heard(Consumer<Piece> pieces) {
        this.pieces = pieces;
    }

    void token(TokenOdds token) {
        waiting.add(token);
    }

    /**
     * Hear an event.
     *
     * @throws ChatException when it is a failure
     */
    void event(ChatEvent event) {
        switch (event) {
            case ChatEvent.Delta delta -> tell(delta.text());
            case ChatEvent.Thinking _ -> {}
            case ChatEvent.Done end -> {
                if (end.finishReason() == FinishReason.CANCELLED) {
                    throw new ChatException("the answer was interrupted", new ChatException.Cause.Interrupted());
                }
                if (!waiting.isEmpty()) {
                    tell("");
                }
                done = Optional.of(end);
            }
            case ChatEvent.Failed failed -> throw failed.failure();
        }
    }

    private void tell(String text) {
        pieces.accept(new Piece(text, waiting));
        waiting.clear();
    }

    /** How it ended. */
    ChatEvent.Done end() {
        return done.orElseThrow(() -> new IllegalStateException("the model said neither done nor failed"));
    }
}
