package io.joute.engine.model;

import io.joute.engine.kernel.RopeTable;
import io.joute.engine.tensor.Sizes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The state of one forward pass: a batch of consecutive tokens, the cache they extend, and the intermediates between
 * blocks. Made by {@link Transformer#begin}.
 */
public final class Pass {
    final KvCache cache;
    final Probe probe;
    final int position;
    final int batch;
    final float[] stream;
    final float[] normed;
    final float[] query;
    final float[] key;
    final float[] value;
    final float[] attended;
    final float[] projected;
    final float[] gate;
    final float[] up;
    final Map<RopeScheme, RopeTable> rope = new HashMap<>();

    Pass(ModelConfig config, KvCache cache, Probe probe, int position, int batch) {
        this.cache = cache;
        this.probe = probe;
        this.position = position;
        this.batch = batch;
        this.stream = room(batch, config.embeddingLength());
        this.normed = room(batch, config.embeddingLength());
        this.query = room(batch, config.queryLength());
        this.key = room(batch, config.keyLength());
        this.value = room(batch, config.keyLength());
        this.attended = room(batch, config.queryLength());
        this.projected = room(batch, config.embeddingLength());
        this.gate = room(batch, config.feedForwardLength());
        this.up = room(batch, config.feedForwardLength());
    }

    /** Bytes that a pass of {@code batch} tokens takes. */
    static long bytes(ModelConfig config, int batch) {
        long floats = 3L * config.embeddingLength()
                + 2L * config.queryLength()
                + 2L * config.keyLength()
                + 2L * config.feedForwardLength();
        return Sizes.multiply(Sizes.multiply(floats, Float.BYTES), batch);
    }

    private static float[] room(int batch, int width) {
        return new float[Sizes.toInt(Sizes.multiply(batch, width))];
    }

    void see(Stage stage, int layer, float[] values) {
        probe.see(stage, layer, values, batch);
    }

    RopeTable rope(RopeScheme scheme) {
        return Objects.requireNonNull(rope.get(scheme), "begin makes a table for every scheme");
    }

    /** Tokens in this pass. */
    public int batch() {
        return batch;
    }
}
