package io.joute.engine.model;

import io.joute.engine.kernel.RopeTable;
import io.joute.engine.model.PassRoom.Use;
import io.joute.engine.tensor.Sizes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The state of one forward pass: slices of one or several conversations, the caches they extend, and the intermediates
 * between blocks. Made by {@link Transformer#begin}.
 */
public final class Pass {
    final List<Slice> slices;
    final Probe probe;
    final PassRoom room;
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

    Pass(ModelConfig config, List<Slice> slices, Probe probe, PassRoom room) {
        this.slices = List.copyOf(slices);
        this.probe = probe;
        this.room = room;
        long tokens = slices.stream().mapToLong(Slice::count).sum();
        this.batch = Sizes.toInt(tokens);
        this.stream = room.array(Use.STREAM, batch, config.embeddingLength());
        this.normed = room.array(Use.NORMED, batch, config.embeddingLength());
        this.query = room.array(Use.QUERY, batch, config.queryLength());
        this.key = room.array(Use.KEY, batch, config.keyLength());
        this.value = room.array(Use.VALUE, batch, config.keyLength());
        this.attended = room.array(Use.ATTENDED, batch, config.queryLength());
        this.projected = room.array(Use.PROJECTED, batch, config.embeddingLength());
        this.gate = room.array(Use.GATE, batch, config.feedForwardLength());
        this.up = room.array(Use.UP, batch, config.feedForwardLength());
    }

    /** Bytes that a pass of {@code batch} tokens takes. */
    static long bytes(ModelConfig config, int batch) {
        long floats = 3L * config.embeddingLength()
                + 3L * config.queryLength()
                + 2L * config.keyLength()
                + 2L * config.feedForwardLength();
        return Sizes.multiply(Sizes.multiply(floats, Float.BYTES), batch);
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
