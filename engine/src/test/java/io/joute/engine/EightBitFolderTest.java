package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.SafetensorsBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder in 8-bit floats, as Llama 3.1 405B FP8 is published: a scale for each row, queries and keys in halves. */
final class EightBitFolderTest {
    private static final int WIDTH = 32;
    private static final int GATE = 64;
    private static final int ROWS = 600;

    @TempDir
    private Path folder;

    private enum Form {
        PLAIN,
        SCALED,
        WITHOUT_SCALES,
        NEGATIVE_SCALES
    }

    @Test
    void givesTheLogitsOfTheSameNumbersInF32() {
        float[] expected = logits(write(Form.PLAIN));
        float[] found = logits(write(Form.SCALED));
        assertThat(nmse(expected, found)).isLessThan(1e-10);
    }

    @Test
    void convertsToGgufWithItsScalesApplied() throws IOException {
        Path out = folder.resolve("out.gguf");
        Conversion.convert(write(Form.SCALED), out, Precision.F32, false, (done, total, tensor) -> {});
        assertThat(nmse(logits(write(Form.PLAIN)), logits(out))).isLessThan(1e-10);
    }

    @Test
    void refusesWeightsWithoutTheirScales() {
        Path path = write(Form.WITHOUT_SCALES);
        assertThatThrownBy(() -> Engine.open(path))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(
                        "model.safetensors: tensor 'model.layers.0.self_attn.q_proj.weight': dtype F8_E4M3,"
                                + " expected 'model.layers.0.self_attn.q_proj.weight_scale' beside it.");
    }

    @Test
    void refusesScalesThatTurnSigns() {
        Path path = write(Form.NEGATIVE_SCALES);
        assertThatThrownBy(() -> Engine.open(path))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("q_proj.weight_scale': element 0 is -1.0, expected finite and above 0");
    }

    private Path write(Form form) {
        var weights = new SafetensorsBytes();
        var random = new SplittableRandom(5);
        weights.floats("model.embed_tokens.weight", uniform(random, ROWS * WIDTH), ROWS, WIDTH);
        weights.floats("lm_head.weight", uniform(random, ROWS * WIDTH), ROWS, WIDTH);
        weights.floats("model.norm.weight", uniform(random, WIDTH), WIDTH);
        weights.floats("model.layers.0.input_layernorm.weight", uniform(random, WIDTH), WIDTH);
        weights.floats("model.layers.0.post_attention_layernorm.weight", uniform(random, WIDTH), WIDTH);
        String attention = "model.layers.0.self_attn.";
        matrix(weights, form, random, attention + "q_proj", WIDTH, WIDTH);
        matrix(weights, form, random, attention + "k_proj", WIDTH / 2, WIDTH);
        matrix(weights, form, random, attention + "v_proj", WIDTH / 2, WIDTH);
        matrix(weights, form, random, attention + "o_proj", WIDTH, WIDTH);
        matrix(weights, form, random, "model.layers.0.mlp.gate_proj", GATE, WIDTH);
        matrix(weights, form, random, "model.layers.0.mlp.up_proj", GATE, WIDTH);
        matrix(weights, form, random, "model.layers.0.mlp.down_proj", WIDTH, GATE);
        BadFolders model = BadFolders.in(folder).file(BadFolders.WEIGHTS, weights.build());
        model.json(BadFolders.CONFIG, config -> {
            config.put("num_hidden_layers", 1);
            if (form != Form.PLAIN) {
                config.putObject("quantization_config").put("quant_method", "fbgemm_fp8");
            }
        });
        return model.write(folder.resolve(form.name()));
    }

    private static void matrix(
            SafetensorsBytes out, Form form, SplittableRandom random, String name, int rows, int columns) {
        byte[] codes = new byte[rows * columns];
        float[] scales = new float[rows];
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            scales[row] = 0.01f + 0.01f * random.nextInt(8);
            for (int column = 0; column < columns; column++) {
                int i = row * columns + column;
                codes[i] = (byte) (random.nextInt(0x60) | (random.nextBoolean() ? 0x80 : 0));
                values[i] = decoded(codes[i]) * scales[row];
            }
        }
        if (form == Form.PLAIN) {
            out.floats(name + ".weight", values, rows, columns);
            return;
        }
        out.tensor(name + ".weight", "F8_E4M3", codes, rows, columns);
        if (form == Form.NEGATIVE_SCALES) {
            scales[0] = -1;
        }
        if (form != Form.WITHOUT_SCALES) {
            out.floats(name + ".weight_scale", scales, rows, 1);
            out.floats(name + ".input_scale_ub", new float[] {1200}, 1);
        }
    }

    private static float decoded(byte code) {
        int exponent = (code >> 3) & 15;
        int fraction = code & 7;
        double magnitude =
                exponent == 0 ? fraction / 8.0 * Math.pow(2, -6) : (1 + fraction / 8.0) * Math.pow(2, exponent - 7.0);
        return (float) (code < 0 ? -magnitude : magnitude);
    }

    private static float[] uniform(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static float[] logits(Path model) {
        try (Engine engine = Engine.open(model)) {
            return engine.newSession().prefill(new int[] {5, 77, 300, 4}).clone();
        }
    }

    private static double nmse(float[] expected, float[] found) {
        double error = 0;
        double power = 0;
        for (int i = 0; i < expected.length; i++) {
            error += ((double) expected[i] - found[i]) * ((double) expected[i] - found[i]);
            power += (double) expected[i] * expected[i];
        }
        return error / power;
    }
}
