package io.joute.engine;

import io.joute.engine.model.Pass;
import io.joute.engine.model.PassRoom;
import io.joute.engine.model.Slice;
import io.joute.engine.model.Transformer;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Runs plans: a short one in a turn of its own, a long one block by block, so that others get theirs in between. */
final class Passes {
    private final Engine engine;
    private final Transformer transformer;
    private final LongSupplier nanoClock;
    private final Pace pace;
    private final PassCosts costs = new PassCosts();
    private final PassRoom room = new PassRoom();

    Passes(Engine engine, Transformer transformer, LongSupplier nanoClock) {
        this.engine = engine;
        this.transformer = transformer;
        this.nanoClock = nanoClock;
        this.pace = new Pace(engine.options().prefillBatch());
    }

    Pace pace() {
        return pace;
    }

    PassCosts costs() {
        return costs;
    }

    /** Logits of the tokens that need them; empty where all of the plan's sequences were cancelled. */
    Optional<float[]> run(Plan plan) {
        long start = nanoClock.getAsLong();
        List<Slice> slices = plan.parts().stream()
                .map(part -> part.sequence().session().slice(part.sequence().next(part.count())))
                .toList();
        PassRoom used = plan.isProbed() ? new PassRoom() : room;
        if (plan.tokens() <= Plan.SHORT) {
            float[] logits = engine.inTurn(() -> atOnce(plan, slices, used));
            long nanos = nanoClock.getAsLong() - start;
            costs.spent(nanos);
            if (plan.isOneAnswer()) {
                costs.passed(plan.tokens(), nanos);
            }
            return Optional.of(logits);
        }
        Pass pass = engine.inTurn(() -> transformer.begin(slices, plan.probe(), used));
        for (int i = 0; i < transformer.config().blockCount(); i++) {
            if (plan.allCancelled()) {
                return Optional.empty();
            }
            int layer = i;
            engine.inTurn(() -> {
                transformer.block(pass, layer);
                return pass;
            });
        }
        float[] logits = engine.inTurn(() -> logits(pass, plan));
        long nanos = nanoClock.getAsLong() - start;
        costs.spent(nanos);
        pace.passed(plan.tokens(), nanos);
        return Optional.of(logits);
    }

    private float[] atOnce(Plan plan, List<Slice> slices, PassRoom used) {
        Pass pass = transformer.begin(slices, plan.probe(), used);
        for (int layer = 0; layer < transformer.config().blockCount(); layer++) {
            transformer.block(pass, layer);
        }
        return logits(pass, plan);
    }

    private float[] logits(Pass pass, Plan plan) {
        int[] tokens = plan.tokensWithLogits();
        return tokens.length == 0 ? new float[0] : transformer.logits(pass, tokens);
    }
}
