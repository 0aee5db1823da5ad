package io.joute.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which engines to compare with, and where they are. */
final class CompareOptions {
    private static final String LIBRARY = "node_modules/node-llama-cpp/package.json";

    @Option(
            names = "--compare",
            description =
                    "Let Joute and the engines that are found here take turns; print how many times as fast it is.")
    boolean compare;

    @Option(
            names = "--rounds",
            defaultValue = "2",
            paramLabel = "N",
            description = "Turns of each; 2 when not told. A turn has --runs runs.")
    int rounds;

    @Option(
            names = "--llama-cpp",
            paramLabel = "FOLDER",
            description = "The folder whose node_modules has node-llama-cpp; when not told, $LLAMA_CPP, then the"
                    + " working folder.")
    @Nullable
    Path llamaCpp;

    @Option(
            names = "--node",
            defaultValue = "node",
            paramLabel = "FILE",
            description = "Node.js; 'node' when not told.")
    String node = "";

    @Option(
            names = "--llama3-java",
            paramLabel = "FILE",
            description = "llama3.java, a jar, or its source in the folders that its package says; reads the same GGUF"
                    + " file.")
    @Nullable
    Path llama3Java;

    @Option(names = "--jlama", paramLabel = "JAR", description = "Jlama's jar; needs --jlama-model.")
    @Nullable
    Path jlama;

    @Option(
            names = "--jlama-model",
            paramLabel = "FOLDER",
            description = "The same model as Jlama keeps it, a folder OWNER_NAME of safetensors.")
    @Nullable
    Path jlamaModel;

    @Option(
            names = "--peer-java",
            paramLabel = "FILE",
            description = "The java that runs llama3.java and Jlama; the one that runs this when not told.")
    @Nullable
    Path java;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw the comparison into this file.")
    @Nullable
    Path svg;

    /** Engines that are there; {@code absent} gets a line for each other. */
    List<Peer> peers(Surroundings surroundings, Subject subject, List<String> absent) {
        List<Peer> peers = new ArrayList<>();
        llamaCppFolder(surroundings)
                .ifPresentOrElse(
                        folder -> peers.add(new LlamaCppPeer(node, folder, subject)),
                        () -> absent.add("llama.cpp is not there: npm install node-llama-cpp in a folder, then"
                                + " --llama-cpp FOLDER."));
        if (llama3Java == null) {
            absent.add("llama3.java is not there: --llama3-java Llama3.java");
        } else {
            peers.add(javaPeer(new Dialect.Llama3Java(present("--llama3-java", llama3Java), subject.model()), subject));
        }
        if (jlama == null || jlamaModel == null) {
            absent.add("Jlama is not there: --jlama JAR --jlama-model FOLDER");
        } else {
            Path folder = present("--jlama-model", jlamaModel);
            peers.add(javaPeer(new Dialect.Jlama(present("--jlama", jlama), folder), subject));
        }
        return peers;
    }

    private Peer javaPeer(Dialect dialect, Subject subject) {
        Path own = Path.of(System.getProperty("java.home"), "bin", "java");
        return new JavaPeer(java == null ? own : java, dialect, subject);
    }

    private Optional<Path> llamaCppFolder(Surroundings surroundings) {
        if (llamaCpp != null) {
            present("--llama-cpp", llamaCpp.resolve(LIBRARY));
            return Optional.of(llamaCpp);
        }
        Path place = Path.of(surroundings.environment().getOrDefault("LLAMA_CPP", ""));
        return Files.exists(place.resolve(LIBRARY)) ? Optional.of(place.toAbsolutePath()) : Optional.empty();
    }

    private static Path present(String option, Path file) {
        if (!Files.exists(file)) {
            throw new CommandFailure(Exit.USAGE, option + ": there is no " + file);
        }
        return file;
    }
}
