package io.joute.distill.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What the demo models are made of and how well they answer, as JSON: for their cards and for whoever repeats the training.
 *
 * @param recipe the recipe
 * @param corpus what it learned from
 * @param models one entry a model
 */
public record DemoReport(DemoRecipe recipe, DemoCorpus corpus, List<Entry> models) {
    /**
     * One model.
     *
     * @param trained the model and what its training took
     * @param evaluation its held-out answers
     */
    public record Entry(DemoTraining.Trained trained, DemoEvaluation evaluation) {}

    public DemoReport {
        models = List.copyOf(models);
    }

    /** JSON text; reads the models' files for their sizes and SHA-256. */
    public String json() throws IOException {
        var entries = new ArrayList<String>();
        for (Entry entry : models) {
            entries.add(json(entry));
        }
        return """
                {
                  "seed": %d,
                  "trainingQuestions": %d,
                  "heldOutQuestions": %d,
                  "vocabulary": %d,
                  "labelledShare": %s,
                  "models": [
                %s
                  ]
                }
                """.formatted(
                        recipe.seed(),
                        corpus.training().size(),
                        corpus.heldOut().size(),
                        recipe.vocabularySize(),
                        recipe.labelledShare(),
                        String.join(",\n", entries));
    }

    private static String json(Entry entry) throws IOException {
        DemoTraining.Trained trained = entry.trained();
        TrainingFigures figures = trained.figures();
        return String.format(
                Locale.ROOT,
                """
                    {
                      "id": "%s",
                      "name": "%s",
                      "file": "%s",
                      "bytes": %d,
                      "sha256": "%s",
                      "parameters": %d,
                      "trainingSteps": %d,
                      "trainingTokens": %d,
                      "trainingWallSeconds": %.1f,
                      "trainingCpuSeconds": %.1f,
                      "trainingLoss": %.5f,
                      "heldOut": %s,
                      "categories": {
                %s
                      }
                    }\
                """,
                trained.model().id(),
                trained.model().displayName(),
                trained.model().fileName(),
                Files.size(trained.file()),
                sha256(trained.file()),
                figures.parameters(),
                figures.steps(),
                figures.tokens(),
                figures.wall().toMillis() / 1e3,
                figures.cpu().toMillis() / 1e3,
                figures.loss(),
                json(entry.evaluation().total()),
                categories(entry.evaluation()));
    }

    private static String categories(DemoEvaluation evaluation) {
        var lines = new ArrayList<String>();
        for (Category category : Category.values()) {
            DemoEvaluation.Score score = evaluation.scores().get(category);
            if (score != null) {
                lines.add("        \"" + category + "\": " + json(score));
            }
        }
        return String.join(",\n", lines);
    }

    private static String json(DemoEvaluation.Score score) {
        return String.format(
                Locale.ROOT,
                "{\"exact\": %d, \"asked\": %d, \"share\": %.4f}",
                score.exact(),
                score.asked(),
                score.share());
    }

    /** SHA-256 of a file, in hexadecimal. */
    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return sha256(in);
        }
    }

    static String sha256(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestStream(digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException("this Java has no SHA-256", e));
        }
    }

    private static final class DigestStream extends java.io.OutputStream {
        private final MessageDigest digest;

        DigestStream(MessageDigest digest) {
            this.digest = digest;
        }

        @Override
        public void write(int b) {
            digest.update((byte) b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            digest.update(bytes, from, length);
        }
    }
}
