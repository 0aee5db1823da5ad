package io.joute.engine;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Takes runs of an engine, one conversation at a time: how fast it reads, and how fast it writes. For one thread. */
public final class EngineBench {
    private static final long SEED = 42;

    private final Engine engine;
    private final LongSupplier nanoClock;

    private EngineBench(Engine engine, LongSupplier nanoClock) {
        this.engine = engine;
        this.nanoClock = nanoClock;
    }

    /** To take one run after the other of {@code engine}, which nobody else should use meanwhile. */
    public static EngineBench of(Engine engine) {
        return new EngineBench(engine, System::nanoTime);
    }

    /** Read a prompt of so many tokens in a conversation of its own, and nothing else; tokens per second. */
    public double prefill(int tokens) {
        int[] prompt = ids(tokens);
        Session session = engine.newSession();
        long start = nanoClock.getAsLong();
        session.prefill(prompt);
        return perSecond(prompt.length, start);
    }

    /** Read so many tokens, 1 or more, after which answers are to be written. */
    public Answers after(int contextTokens) {
        return new Answers(contextTokens);
    }

    /** Answers that begin after the same tokens, one at a time. */
    public final class Answers {
        private final Session session = engine.newSession();
        private final int context;
        private final float[] first;

        private Answers(int context) {
            this.context = context;
            this.first = session.prefill(ids(context));
        }

        /** Write so many tokens, the likeliest ones, then forget them; tokens per second. */
        public double write(int tokens) {
            float[] logits = first;
            long start = nanoClock.getAsLong();
            for (int i = 0; i < tokens; i++) {
                logits = session.decode(mostLikely(logits));
            }
            double rate = perSecond(tokens, start);
            session.truncate(context);
            return rate;
        }

        /** Bytes that a token reads: the weights that compute it, and the keys and values of the context. */
        public long bytesPerToken() {
            return session.bytesPerToken();
        }
    }

    private static int mostLikely(float[] logits) {
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            if (logits[id] > logits[best]) {
                best = id;
            }
        }
        return best;
    }

    private double perSecond(int tokens, long startNanos) {
        return tokens * 1e9 / Math.max(1, nanoClock.getAsLong() - startNanos);
    }

    private int[] ids(int count) {
        var random = new SplittableRandom(SEED);
        int[] ids = new int[count];
        Arrays.setAll(ids, i -> random.nextInt(engine.config().vocabularySize()));
        return ids;
    }
}
