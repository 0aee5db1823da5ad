package io.joute.engine;

import io.joute.engine.model.Pass;
import io.joute.engine.model.PassRoom;
import io.joute.engine.model.Probe;
import io.joute.engine.model.Slice;
import io.joute.engine.model.Transformer;
import io.joute.engine.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * An open model that guesses at the answers of a larger one, on its threads. It computes at once, without a scheduler: it is
 * asked by that of the other one, one answer at a time.
 */
final class SmallModel implements AutoCloseable {
    private final Engine engine;
    private final Transformer transformer;
    private final int sharedVocabulary;
    private final LongSupplier nanoClock;
    private final Pace pace;
    private final PassRoom room = new PassRoom();

    /**
     * Of {@code engine}, which nobody else asks and which closes with this.
     *
     * @param large the vocabulary of the model whose answers are guessed at
     */
    SmallModel(Engine engine, Transformer transformer, Tokenizer large, LongSupplier nanoClock) {
        this.engine = engine;
        this.transformer = transformer;
        this.sharedVocabulary = Math.min(engine.tokenizer().vocabularySize(), large.vocabularySize());
        this.nanoClock = nanoClock;
        this.pace = new Pace(engine.options().prefillBatch());
    }

    Path path() {
        return engine.path();
    }

    /** What guesses at one answer. */
    Drafter drafter() {
        return new DraftModel(this);
    }

    void forgetConversations() {
        engine.forgetConversations();
    }

    Session newSession() {
        return engine.newSession();
    }

    int vocabularySize() {
        return engine.tokenizer().vocabularySize();
    }

    /** Tokens that both models have. */
    int sharedVocabulary() {
        return sharedVocabulary;
    }

    boolean isSpecial(int id) {
        return engine.tokenizer().isSpecial(id);
    }

    /** Tokens that it reads at a time, so that others are not kept waiting. */
    int piece() {
        return pace.promptTokens(true);
    }

    /** Read {@code ids}. */
    void read(Session session, int[] ids, long promisedBytes) {
        session.reserve(ids.length, promisedBytes);
        Slice slice = session.slice(ids);
        long start = nanoClock.getAsLong();
        Pass pass = engine.inTurn(() -> transformer.begin(List.of(slice), Probe.NONE, room));
        for (int i = 0; i < transformer.config().blockCount(); i++) {
            int layer = i;
            engine.inTurn(() -> {
                transformer.block(pass, layer);
                return pass;
            });
        }
        pace.passed(ids.length, nanoClock.getAsLong() - start);
        session.append(ids);
    }

    /** Read {@code ids}, few of them; logits after the last, not to keep. */
    float[] logits(Session session, int[] ids, long promisedBytes) {
        session.reserve(ids.length, promisedBytes);
        Slice slice = session.slice(ids);
        float[] logits = engine.inTurn(() -> {
            Pass pass = transformer.begin(List.of(slice), Probe.NONE, room);
            for (int layer = 0; layer < transformer.config().blockCount(); layer++) {
                transformer.block(pass, layer);
            }
            return transformer.logits(pass, new int[] {ids.length - 1});
        });
        session.append(ids);
        return logits;
    }

    @Override
    public void close() {
        engine.close();
    }
}
