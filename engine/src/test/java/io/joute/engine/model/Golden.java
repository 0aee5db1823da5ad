package io.joute.engine.model;

import io.joute.engine.checkpoint.Checkpoint;
import io.joute.engine.checkpoint.GgufReader;
import io.joute.engine.checkpoint.GgufWriter;
import io.joute.engine.checkpoint.TensorSource;
import io.joute.engine.kernel.Kernels;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The golden models and what an independent implementation computed with them; see their README. */
public final class Golden {
    /** The positions whose logits are known. */
    public static final List<Integer> POSITIONS = List.of(0, 1, 31, 63, 127, 200, 255, 299);

    /** Token ids of the vocabulary. */
    public static final int VOCABULARY = 528;

    private Golden() {}

    /** The model in this type, as a file in {@code folder}. */
    public static Path file(ElementType type, Path folder) throws IOException {
        Path path = folder.resolve("golden-" + name(type) + ".gguf");
        switch (type) {
            case BF16, Q4_0, Q4_K, Q6_K -> copy(path);
            case F32, F16, Q8_0, Q4_1, Q5_0, Q5_1, Q5_K -> convert(file(ElementType.BF16, folder), type, path);
            case Q2_K, Q3_K, IQ4_NL, IQ4_XS, F8_E4M3 -> throw new IOException("no golden model in " + type);
        }
        return path;
    }

    /** The model in BF16 as a folder of safetensors and JSON, in {@code folder}. */
    public static Path folder(Path folder) throws IOException {
        Path golden = Files.createDirectories(folder.resolve("golden-hf"));
        for (String name : List.of("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json")) {
            try (InputStream in = open("golden-hf/" + name)) {
                Files.copy(in, golden.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return golden;
    }

    private static void copy(Path path) throws IOException {
        if (!Files.exists(path)) {
            try (InputStream in = open(path.getFileName().toString())) {
                Files.copy(in, path);
            }
        }
    }

    private static void convert(Path from, ElementType type, Path to) throws IOException {
        try (Checkpoint source = GgufReader.read(from)) {
            List<TensorSource> tensors = source.weights().values().stream()
                    .map(weight -> converted(weight, type))
                    .toList();
            GgufWriter.write(to, source.metadata().values(), tensors);
        }
    }

    private static TensorSource converted(Weight weight, ElementType type) {
        if (weight.rows() == 1) {
            return new TensorSource.Copy(weight);
        }
        return new TensorSource.Floats(weight.name(), type, weight.rows(), weight.columns(), (row, into) -> {
            float[] values = Kernels.decoded(weight, Math.toIntExact(row));
            System.arraycopy(values, 0, into, 0, values.length);
        });
    }

    /** The 300 token ids. */
    public static int[] tokens() throws IOException {
        return numbers("tokens300.txt");
    }

    /** The most likely token after each of the 300. */
    public static int[] argmax(ElementType type) throws IOException {
        return numbers("golden-" + name(type) + ".argmax.txt");
    }

    /** Logits at {@link #POSITIONS}, {@code [8][528]}. */
    public static float[] logits(ElementType type) throws IOException {
        try (InputStream in = open("golden-" + name(type) + ".logits.f32")) {
            float[] logits = new float[POSITIONS.size() * VOCABULARY];
            ByteBuffer.wrap(in.readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(logits);
            return logits;
        }
    }

    /** Σ(expected − found)² / Σ expected² over one row of the vocabulary. */
    public static double nmse(float[] expected, int expectedRow, float[] found, int foundRow) {
        double error = 0;
        double power = 0;
        for (int id = 0; id < VOCABULARY; id++) {
            double e = expected[expectedRow * VOCABULARY + id];
            double difference = e - found[foundRow * VOCABULARY + id];
            error += difference * difference;
            power += e * e;
        }
        return error / power;
    }

    /** The same over all of {@link #POSITIONS}, where {@code found} has all 300. */
    public static double nmse(float[] expected, float[] found) {
        double error = 0;
        double power = 0;
        for (int i = 0; i < expected.length; i++) {
            double e = expected[i];
            double difference = e - found[POSITIONS.get(i / VOCABULARY) * VOCABULARY + i % VOCABULARY];
            error += difference * difference;
            power += e * e;
        }
        return error / power;
    }

    private static int[] numbers(String name) throws IOException {
        try (InputStream in = open(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return Arrays.stream(text.strip().split("\\s+"))
                    .mapToInt(Integer::parseInt)
                    .toArray();
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = Golden.class.getResourceAsStream("/golden/" + name);
        if (in == null) {
            throw new IOException("no resource /golden/" + name);
        }
        return in;
    }

    private static String name(ElementType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
