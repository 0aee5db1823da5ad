package io.joute.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON documents that are objects: valid UTF-8, no property twice, bounded depth, numbers and strings, nothing after
 * the end. A refusal says where, and quotes nothing.
 */
final class StrictJson {
    private static final JsonMapper HEADER = mapper(Limits.HEADER_JSON_DEPTH, Limits.INTEGER_DIGITS);
    private static final JsonMapper FILE = mapper(Limits.JSON_DEPTH, Limits.DECIMAL_CHARACTERS);

    /** Reads a document whose opening brace has been read, up to its closing one. */
    interface Reading<T> {
        T read(JsonParser parser);
    }

    private final Path path;
    private final String field;

    private StrictJson(Path path, String field) {
        this.path = path;
        this.field = field;
    }

    /** Read the header of a safetensors file, {@code path}. */
    static <T> T header(Path path, InputStream bytes, Reading<T> reading) {
        return new StrictJson(path, "header").read(HEADER, bytes, reading);
    }

    /** Whether {@code folder} has a file of this name, of whatever kind. */
    static boolean exists(Path folder, String name) {
        return Files.exists(folder.resolve(name));
    }

    /** Read the file {@code name} in {@code folder}, of at most {@code limit} bytes. */
    static <T> T file(Path folder, String name, long limit, Reading<T> reading) {
        var json = new StrictJson(folder, name);
        try (InputStream bytes = open(folder, name, limit)) {
            return json.read(FILE, bytes, reading);
        } catch (IOException e) {
            throw json.refuse("cannot be read.", e);
        }
    }

    /** Open the file {@code name} in {@code folder}, of at most {@code limit} bytes. */
    static InputStream open(Path folder, String name, long limit) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(
                    folder,
                    name + ": "
                            + (Files.exists(file) ? "not a regular file." : "missing, expected in a model's folder."));
        }
        long size = Files.size(file);
        if (size > limit) {
            throw new CheckpointException(
                    folder, name + ": " + Shown.number(size) + " bytes, at most " + Shown.number(limit) + " allowed.");
        }
        return Files.newInputStream(file);
    }

    private <T> T read(JsonMapper mapper, InputStream bytes, Reading<T> reading) {
        // A reader, not the bytes: Jackson would take UTF-16 for JSON too, and lets some malformed UTF-8 pass.
        Reader text = new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        try (JsonParser parser = mapper.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw refuse("no JSON object, expected '{'.", null);
            }
            T result = reading.read(parser);
            if (parser.nextToken() != null) {
                throw refuse("something follows the JSON object, expected its end.", null);
            }
            return result;
        } catch (JacksonException e) {
            throw refuse(problem(e), e);
        }
    }

    private static String problem(JacksonException e) {
        String message = e.getOriginalMessage();
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return "bytes that are not UTF-8, expected JSON in UTF-8.";
            }
        }
        if (e instanceof StreamConstraintsException) {
            return "deeper, longer or with more digits than allowed (depth " + Limits.JSON_DEPTH + ", in headers "
                    + Limits.HEADER_JSON_DEPTH + ")" + at(e);
        }
        if (message != null && message.startsWith("Duplicate")) {
            return "a property appears twice, expected once" + at(e);
        }
        return "not valid JSON" + at(e);
    }

    private static String at(JacksonException e) {
        var location = e.getLocation();
        return location == null
                ? "."
                : ", at line " + location.getLineNr() + ", column " + location.getColumnNr() + ".";
    }

    private CheckpointException refuse(String problem, @org.jspecify.annotations.Nullable Exception cause) {
        String text = field + ": " + problem;
        return cause == null ? new CheckpointException(path, text) : new CheckpointException(path, text, cause);
    }

    private static JsonMapper mapper(int depth, int numberCharacters) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxNumberLength(numberCharacters)
                .maxNameLength(Limits.TOKEN_CHARACTERS)
                .maxStringLength(Limits.JSON_STRING_CHARACTERS)
                .build();
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .build();
    }
}
