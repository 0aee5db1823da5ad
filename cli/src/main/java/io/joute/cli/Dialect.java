package io.joute.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a Java engine is run from its command line, and where it prints its speed. */
sealed interface Dialect {
    /** Its name. */
    String name();

    /** What follows {@code java} and the options of the JVM, for a prompt and so many tokens in all. */
    List<String> arguments(String prompt, int positions, int threads);

    /**
     * What it printed of a run, in tokens per second; empty where it printed nothing of that.
     *
     * @throws IOException when no line is of the form that is known
     */
    Rates rates(List<String> lines) throws IOException;

    /** Tokens per second of the prompt and of the answer. */
    record Rates(OptionalDouble prefill, OptionalDouble decode) {}

    /** llama3.java, as its source file or a jar: prints a line of both rates at the end of an answer. */
    record Llama3Java(Path program, Path model) implements Dialect {
        /** Tokens that its template puts around a prompt, at most: where they do not fit, it tells no rate. */
        private static final int TEMPLATE = 32;

        private static final Pattern LINE = Pattern.compile(
                "prompt: ([0-9.]+) tokens/s \\(([0-9]+)\\) generation: ([0-9.]+) tokens/s \\(([0-9]+)\\)");

        @Override
        public String name() {
            return "llama3.java";
        }

        @Override
        public List<String> arguments(String prompt, int positions, int threads) {
            Path file = program.toAbsolutePath();
            List<String> start = file.toString().endsWith(".jar")
                    ? List.of("-jar", file.toString())
                    // Preview features in source want to be told for which Java they are.
                    : List.of("--source", String.valueOf(Runtime.version().feature()), file.toString());
            List<String> options = List.of(
                    "--model",
                    model.toAbsolutePath().toString(),
                    "--prompt",
                    prompt,
                    "--max-tokens",
                    String.valueOf(positions + TEMPLATE),
                    "--temperature",
                    "0");
            return Stream.concat(start.stream(), options.stream()).toList();
        }

        @Override
        public Rates rates(List<String> lines) throws IOException {
            for (String line : lines.reversed()) {
                Matcher found = LINE.matcher(line);
                if (found.find()) {
                    return new Rates(
                            rate(found.group(1)),
                            // The first token comes with the prompt: with no other there is no rate.
                            Integer.parseInt(found.group(4)) > 1 ? rate(found.group(3)) : OptionalDouble.empty());
                }
            }
            throw new IOException("no line of 'prompt: … tokens/s … generation: … tokens/s' among those it printed");
        }

        private static OptionalDouble rate(String text) {
            double rate = Double.parseDouble(text);
            return rate > 0 ? OptionalDouble.of(rate) : OptionalDouble.empty();
        }
    }

    /**
     * Jlama's jar, with a folder of safetensors: prints the milliseconds of a token, of the prompt (whole ones) behind the
     * first, on average so far behind the others.
     */
    record Jlama(Path program, Path folder) implements Dialect {
        /** It looks for OWNER/NAME in the folder OWNER_NAME of its cache. */
        private static final Pattern FOLDER = Pattern.compile("([^_]+)_(.+)");

        private static final Pattern LINE = Pattern.compile("\\[took ([0-9.]+)ms\\]");

        @Override
        public String name() {
            return "Jlama";
        }

        @Override
        public List<String> arguments(String prompt, int positions, int threads) {
            Path place = folder.toAbsolutePath().normalize();
            Matcher name = FOLDER.matcher(String.valueOf(place.getFileName()));
            if (!name.matches()) {
                throw new CommandFailure(
                        Exit.USAGE,
                        "--jlama-model is '" + folder + "', expected a folder named OWNER_NAME, as Jlama keeps it");
            }
            return List.of(
                    "-jar",
                    program.toAbsolutePath().toString(),
                    "complete",
                    "--threads",
                    String.valueOf(threads),
                    "--temperature",
                    "0",
                    "--tokens",
                    String.valueOf(positions),
                    "--prompt",
                    prompt,
                    "--model-cache",
                    String.valueOf(place.getParent()),
                    name.group(1) + "/" + name.group(2));
        }

        @Override
        public Rates rates(List<String> lines) throws IOException {
            List<Double> millis = lines.stream()
                    .map(LINE::matcher)
                    .filter(Matcher::find)
                    .map(found -> Double.parseDouble(found.group(1)))
                    .toList();
            if (millis.isEmpty()) {
                throw new IOException("no line of '[took …ms]' among those it printed");
            }
            return new Rates(
                    perSecond(millis.getFirst()),
                    millis.size() == 1 ? OptionalDouble.empty() : perSecond(millis.getLast()));
        }

        private static OptionalDouble perSecond(double millis) {
            return millis > 0 ? OptionalDouble.of(1000 / millis) : OptionalDouble.empty();
        }
    }
}
