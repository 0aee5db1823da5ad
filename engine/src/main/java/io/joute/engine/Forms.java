package io.joute.engine;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.JsonForm;
import io.joute.engine.grammar.Grammar;
import io.joute.engine.grammar.HeldAnswer;
import io.joute.engine.grammar.Pieces;
import io.joute.engine.grammar.UnsupportedSchemaException;
import io.joute.engine.sampling.Sampler;
import io.joute.engine.tokenizer.Tokenizer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The forms that a model's answers can be held to. What that needs of the vocabulary is made when first asked for. */
final class Forms {
    private final Tokenizer tokenizer;
    private final Set<Integer> endOfTurn;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Pieces pieces;

    Forms(Tokenizer tokenizer, Set<Integer> endOfTurn) {
        this.tokenizer = tokenizer;
        this.endOfTurn = Set.copyOf(endOfTurn);
    }

    /** Who picks the tokens of an answer. */
    Picker picker(GenerationSettings settings, Optional<JsonForm> form) {
        var sampler =
                Sampler.of(settings.temperature(), settings.topK(), settings.topP(), settings.minP(), settings.seed());
        return new Picker(sampler, form.map(this::held));
    }

    private HeldAnswer held(JsonForm form) {
        try {
            return new HeldAnswer(Grammar.of(form), pieces(), endOfTurn);
        } catch (UnsupportedSchemaException e) {
            throw new ModelFailure(
                    new ChatException(String.valueOf(e.getMessage()), new ChatException.Cause.Refused(), e));
        }
    }

    private Pieces pieces() {
        lock.lock();
        try {
            Pieces made = pieces == null ? new Pieces(tokenizer) : pieces;
            pieces = made;
            return made;
        } finally {
            lock.unlock();
        }
    }
}
