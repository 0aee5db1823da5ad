package io.joute.engine;

import io.joute.engine.grammar.HeldAnswer;
import io.joute.engine.sampling.NonFiniteLogitsException;
import io.joute.engine.sampling.Sampler;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The tokens that a picker would pick next by the logits of another model, one after the other, with the random numbers and
 * the form that it is going to pick by; it does not notice. For one guess.
 */
final class Foresight {
    private final Sampler sampler;
    private final Optional<HeldAnswer> held;
    private int draws;

    /** Of what {@code sampler} will draw, held to a form of its own. */
    Foresight(Sampler sampler, Optional<HeldAnswer> held) {
        this.sampler = sampler;
        this.held = held;
    }

    /**
     * The next one by the first {@code count} of {@code logits}; none where no token fits.
     *
     * @throws NonFiniteLogitsException when one of them is NaN or infinite
     */
    OptionalInt pick(float[] logits, int count) {
        int id = sampler.foresee(logits, count, draws);
        draws++;
        if (held.isEmpty()) {
            return OptionalInt.of(id);
        }
        HeldAnswer form = held.get();
        if (!form.allows(id)) {
            BitSet allowed = form.allowed().get(0, count);
            if (allowed.isEmpty()) {
                return OptionalInt.empty();
            }
            id = sampler.foresee(logits, allowed, draws);
            draws++;
        }
        form.accept(id);
        return OptionalInt.of(id);
    }
}
