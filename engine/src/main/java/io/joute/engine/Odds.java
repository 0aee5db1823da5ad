package io.joute.engine;

import io.joute.base.chat.TokenOdds;
import io.joute.engine.sampling.NonFiniteLogitsException;
import io.joute.engine.sampling.Sampler;
import io.joute.engine.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;

/** How likely the tokens at one place are. */
final class Odds {
    private final Tokenizer tokenizer;
    private final float[] logits;
    private final double normalizer;

    /**
     * Those that {@code logits} say; they are not kept for longer than this object.
     *
     * @throws NonFiniteLogitsException when one of them is NaN or infinite
     */
    Odds(Tokenizer tokenizer, float[] logits) {
        Sampler.requireFinite(logits);
        this.tokenizer = tokenizer;
        this.logits = logits;
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - largest);
        }
        this.normalizer = largest + Math.log(sum);
    }

    /**
     * Those after the token at {@code position} of {@code session}, which has read it.
     *
     * @throws ModelFailure when the logits are not finite; the session then ends before that token
     */
    static Odds after(Engine engine, Session session, int position, float[] logits) {
        try {
            return new Odds(engine.tokenizer(), logits);
        } catch (NonFiniteLogitsException e) {
            session.truncate(position + 1);
            throw Guard.failure(e, engine, session);
        }
    }

    /** Token {@code id} and the {@code likeliest} tokens in its place. */
    TokenOdds of(int id, int likeliest) {
        List<TokenOdds.Candidate> candidates = new ArrayList<>();
        for (int other : largest(likeliest)) {
            candidates.add(new TokenOdds.Candidate(token(tokenizer, other), logProbability(other)));
        }
        return new TokenOdds(token(tokenizer, id), OptionalDouble.of(logProbability(id)), candidates);
    }

    /** A token that nothing stands before. */
    static TokenOdds first(Tokenizer tokenizer, int id) {
        return new TokenOdds(token(tokenizer, id), OptionalDouble.empty(), List.of());
    }

    /** Rounding may lift a certain token above 0. */
    double logProbability(int id) {
        return Math.min(0, logits[id] - normalizer);
    }

    /** The ids of the largest logits, largest first, of equal ones the smallest id. */
    List<Integer> largest(int count) {
        Comparator<Integer> best =
                Comparator.comparingDouble((Integer id) -> -logits[id]).thenComparing(id -> id);
        PriorityQueue<Integer> kept = new PriorityQueue<>(best.reversed());
        for (int id = 0; id < logits.length && count > 0; id++) {
            if (kept.size() < count) {
                kept.add(id);
            } else if (logits[id] > logits[kept.element()]) {
                kept.remove();
                kept.add(id);
            }
        }
        return kept.stream().sorted(best).toList();
    }

    private static TokenOdds.Token token(Tokenizer tokenizer, int id) {
        byte[] bytes = tokenizer.bytes(id);
        List<Integer> utf8 = new ArrayList<>(bytes.length);
        for (byte b : bytes) {
            utf8.add(b & 0xFF);
        }
        String text = tokenizer.isSpecial(id) ? tokenizer.piece(id) : new String(bytes, StandardCharsets.UTF_8);
        return new TokenOdds.Token(id, text, utf8);
    }
}
