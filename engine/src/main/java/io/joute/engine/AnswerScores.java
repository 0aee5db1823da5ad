package io.joute.engine;

import io.joute.base.chat.ScoredToken;
import io.joute.base.chat.ScoredToken.Candidate;
import io.joute.engine.tokenizer.TokenDecoder;
import io.joute.engine.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How likely each token of a text was after another. */
final class AnswerScores {
    private static final int SHOWN = 5;

    private final Engine engine;
    private final Tokenizer tokenizer;

    AnswerScores(Engine engine) {
        this.engine = engine;
        this.tokenizer = engine.tokenizer();
    }

    /** Score the tokens of {@code answer} after those of {@code prompt}. */
    List<ScoredToken> of(int[] prompt, int[] answer) {
        int read = Math.min(answer.length, engine.contextLength() - prompt.length);
        if (read < 1) {
            return List.of();
        }
        Session session = engine.newSession();
        int known = session.recall(prompt);
        if (known < prompt.length - 1) {
            session.prefill(Arrays.copyOfRange(prompt, known, prompt.length - 1));
        }
        int[] rest = IntStream.concat(IntStream.of(prompt[prompt.length - 1]), Arrays.stream(answer, 0, read - 1))
                .toArray();
        List<ScoredToken> scores = new ArrayList<>(read);
        var decoder = new TokenDecoder(tokenizer);
        session.logits(rest, (position, logits) -> {
            int id = answer[scores.size()];
            scores.add(score(decoder.accept(id), id, Odds.after(engine, session, position, logits)));
        });
        session.keep();
        return scores;
    }

    private ScoredToken score(String text, int id, Odds odds) {
        List<Candidate> likeliest = new ArrayList<>();
        for (int other : odds.largest(SHOWN)) {
            likeliest.add(new Candidate(spelled(other), probability(odds, other)));
        }
        return new ScoredToken(text, probability(odds, id), likeliest);
    }

    private static double probability(Odds odds, int id) {
        return Math.exp(odds.logProbability(id));
    }

    private String spelled(int id) {
        return new String(tokenizer.bytes(id), StandardCharsets.UTF_8);
    }
}
