package io.joute.distill.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The demo models that the distill jar carries. */
public final class DemoModels {
    private static final String REPORT = "demo-models.json";
    private static final String SUMS = "demo-models.sha256";

    private DemoModels() {}

    /**
     * A model on disk.
     *
     * @param model which
     * @param file its checkpoint
     */
    public record Installed(DemoModel model, Path file) {}

    /**
     * Copy the models into {@code directory}, made if needed, and give their paths. A file already there with the right
     * SHA-256 is left alone; any other of its name is replaced, in one step.
     *
     * @throws IOException when the disk refuses, or the copy's SHA-256 is not the shipped model's
     */
    public static List<Installed> install(Path directory) throws IOException {
        Files.createDirectories(directory);
        Map<String, String> sums = sums();
        var all = new ArrayList<Installed>();
        for (DemoModel model : DemoModel.values()) {
            String sum = sums.get(model.fileName());
            if (sum == null) {
                throw new IOException(SUMS + " has no line for " + model.fileName() + ": the distill jar is damaged");
            }
            all.add(install(directory, model, sum));
        }
        return all;
    }

    private static Installed install(Path directory, DemoModel model, String sum) throws IOException {
        Path file = directory.resolve(model.fileName());
        if (!Files.isRegularFile(file) || !DemoReport.sha256(file).equals(sum)) {
            Path partial = Files.createTempFile(directory, model.id(), ".partial");
            try {
                copy(model, partial, sum);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        }
        return new Installed(model, file);
    }

    private static void copy(DemoModel model, Path partial, String sum) throws IOException {
        try (InputStream in = open(model.fileName())) {
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
        }
        String found = DemoReport.sha256(partial);
        if (!found.equals(sum)) {
            throw new IOException(model.fileName() + " in the distill jar has SHA-256 " + found + ", expected " + sum
                    + ": the jar is damaged");
        }
    }

    /** The report written when the models were trained (JSON of {@link DemoReport}). */
    public static String report() throws IOException {
        return text(REPORT);
    }

    /** SHA-256 by file name. */
    private static Map<String, String> sums() throws IOException {
        var sums = new HashMap<String, String>();
        for (String line : text(SUMS).lines().toList()) {
            int space = line.indexOf("  ");
            sums.put(line.substring(space + 2), line.substring(0, space));
        }
        return sums;
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = DemoModels.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException(resource + " is missing from the distill jar");
        }
        return in;
    }
}
