package io.joute.distill.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.GgufReader;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.KvType;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.model.Families;
import io.joute.engine.model.KvCache;
import io.joute.engine.model.ModelConfig;
import io.joute.engine.model.ModelWeights;
import io.joute.engine.model.Probe;
import io.joute.engine.model.Transformer;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine reads what the trainer writes, and computes the same. */
class TrainedCheckpointTest {
    @TempDir
    private Path directory;

    private static Trainer trainer() {
        var layout = ParameterLayout.of(GradientCheckTest.config(64, 4, 2, 16, 96));
        Parameters parameters = Parameters.initialise(layout, 5);
        for (ParameterLayout.Slot slot : layout.slots()) {
            for (int i = 0; i < slot.length() && !slot.isNorm(); i++) {
                parameters.values()[slot.offset() + i] *= 6;
            }
        }
        return new Trainer(parameters, Losses.DEFAULT, AdamW.Settings.DEFAULT, 64, Workers.single());
    }

    @ParameterizedTest
    @CsvSource({"F32, 1e-10", "F16, 1e-5", "Q8_0, 3e-3"})
    void theEngineGivesTheTrainersLogits(ElementType type, double meanSquareShare) throws IOException {
        Trainer trainer = trainer();
        Path file = directory.resolve("model.gguf");
        TrainedCheckpoint.write(file, trainer.parameters(), type, Map.of("general.name", "a test"));
        int[] ids = new Random(3).ints(24, 0, 61).toArray();
        var answers = new BitSet();
        answers.set(1, ids.length);
        float[] expected = trainer.logits(Batch.of(List.of(Document.labelled(ids, answers))));
        try (Checkpoint checkpoint = GgufReader.read(file);
                var pool = new WorkerPool(1)) {
            ModelConfig config = Families.of(checkpoint);
            var transformer = new Transformer(config, ModelWeights.bind(checkpoint, config), KernelChoice.choose(pool));
            var cache = new KvCache(config, KvType.F32);
            cache.reserve(ids.length);
            double wrong = 0;
            double all = 0;
            for (int position = 0; position + 1 < ids.length; position++) {
                float[] logits = transformer.forward(new int[] {ids[position]}, cache, position, Probe.NONE);
                for (int i = 0; i < logits.length; i++) {
                    float value = expected[position * logits.length + i];
                    wrong += Math.pow(logits[i] - value, 2);
                    all += Math.pow(value, 2);
                }
            }
            assertThat(wrong / all).isLessThan(meanSquareShare);
        }
    }

    @Test
    void theEngineFindsTheTrainersConfiguration() throws IOException {
        Trainer trainer = trainer();
        Path file = directory.resolve("model.gguf");
        TrainedCheckpoint.write(file, trainer.parameters(), ElementType.F16, Map.of());
        try (Checkpoint checkpoint = GgufReader.read(file)) {
            assertThat(Families.of(checkpoint))
                    .isEqualTo(trainer.parameters().layout().config());
        }
    }
}
