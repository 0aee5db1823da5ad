package io.joute.engine;

import io.joute.base.chat.ChatException;
import io.joute.engine.grammar.HeldAnswer;
import io.joute.engine.sampling.Sampler;
import java.util.BitSet;
import java.util.Optional;

/**
 * Picks the tokens of one answer, of those that its form allows. A token is drawn of all; only where the form refuses it, one
 * is drawn of those that it allows, as looking at a whole vocabulary takes long. Where no step narrows the choice that is, in
 * all, a draw of those allowed. For one thread at a time.
 */
final class Picker {
    private final Sampler sampler;
    private final Optional<HeldAnswer> held;

    Picker(Sampler sampler, Optional<HeldAnswer> held) {
        this.sampler = sampler;
        this.held = held;
    }

    /** What it will pick by, to guess at. */
    Foresight foresight() {
        return new Foresight(sampler, held.map(HeldAnswer::fork));
    }

    /** The next token by {@code count} logits from {@code from} on. */
    int pick(float[] logits, int from, int count) {
        int id = sampler.pick(logits, from, count);
        if (held.isEmpty()) {
            return id;
        }
        HeldAnswer form = held.get();
        if (!form.allows(id)) {
            BitSet allowed = form.allowed();
            if (allowed.isEmpty()) {
                throw new ModelFailure(new ChatException(
                        "no token of this model's vocabulary can go on in the form that was asked for",
                        new ChatException.Cause.Refused()));
            }
            id = sampler.pick(logits, from, allowed);
        }
        form.accept(id);
        return id;
    }
}
