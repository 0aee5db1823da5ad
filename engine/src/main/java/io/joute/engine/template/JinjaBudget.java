package io.joute.engine.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.tree.Node;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** Ends a template that takes too many steps or too much time. An error, since Jinjava swallows exceptions. */
final class JinjaBudget implements BiConsumer<Node, JinjavaInterpreter> {
    static final int STEPS = 100_000;
    static final long NANOS = 250_000_000;

    private final LongSupplier clock;
    private final long end;
    private int steps;

    /** What the budget's end looks like from outside. */
    static final class Exhausted extends Error {
        private static final long serialVersionUID = 1L;

        Exhausted(String message) {
            super(message);
        }
    }

    /** Begin now by {@code clock}, in nanoseconds. */
    JinjaBudget(LongSupplier clock) {
        this.clock = clock;
        this.end = clock.getAsLong() + NANOS;
    }

    @Override
    public void accept(Node node, JinjavaInterpreter interpreter) {
        if (++steps > STEPS) {
            throw new Exhausted("more than 100 000 steps at line " + node.getLineNumber());
        }
        if (clock.getAsLong() - end > 0) {
            throw new Exhausted("more than 250 ms at line " + node.getLineNumber());
        }
    }
}
