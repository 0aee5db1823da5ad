package io.joute.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Outcome;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Reads a table of votes.
 *
 * <p>A header line names the columns, in any order, others being ignored: {@code model_a}, {@code model_b},
 * {@code outcome} ({@code model_a}, {@code model_b}, {@code tie} or {@code both_bad}) and {@code voter_id} (without it
 * each vote is a voter's only one).
 */
final class VotesCsv {
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final CsvSchema SCHEMA = CsvSchema.emptySchema().withHeader();

    private final String name;

    /** A table known by {@code name} in messages. */
    VotesCsv(String name) {
        this.name = name;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Row(
            @JsonProperty("voter_id") @Nullable String voter,
            @JsonProperty("model_a") @Nullable String modelA,
            @JsonProperty("model_b") @Nullable String modelB,
            @JsonProperty("outcome") @Nullable String outcome) {}

    /**
     * Pass each vote on, in the order of the file.
     *
     * @throws CommandFailure naming the line that is not a vote
     */
    void read(Reader text, Consumer<Comparison> votes) throws IOException {
        try (MappingIterator<Row> rows =
                MAPPER.readerFor(Row.class).with(SCHEMA).readValues(text)) {
            checkColumns(rows.parser());
            while (rows.hasNextValue()) {
                Row row = rows.nextValue();
                votes.accept(comparison(row, rows.currentLocation().getLineNr() - 1));
            }
        } catch (JacksonException e) {
            throw new CommandFailure(Exit.FAILURE, name + ": " + reason(e), e);
        }
    }

    private void checkColumns(JsonParser parser) {
        CsvSchema found = (CsvSchema) parser.getSchema();
        for (String column : List.of("model_a", "model_b", "outcome")) {
            if (found.column(column) == null) {
                throw wrong(1, "the header has no column " + column + "; it names " + found.getColumnNames());
            }
        }
    }

    private static String reason(JacksonException failure) {
        return failure.getCause() instanceof CharacterCodingException
                ? "is not text in UTF-8"
                : String.valueOf(failure.getOriginalMessage());
    }

    private Comparison comparison(Row row, int line) {
        String modelA = present(row.modelA, "model_a", line);
        String modelB = present(row.modelB, "model_b", line);
        Outcome outcome = switch (present(row.outcome, "outcome", line)) {
            case "model_a" -> Outcome.A;
            case "model_b" -> Outcome.B;
            case "tie" -> Outcome.TIE;
            case "both_bad" -> Outcome.BOTH_BAD;
            default ->
                throw wrong(line, "outcome is '" + row.outcome + "', expected model_a, model_b, tie or both_bad");
        };
        return new Comparison(row.voter == null ? "line " + line : row.voter, modelA, modelB, outcome);
    }

    private String present(@Nullable String value, String column, int line) {
        if (value == null || value.isBlank()) {
            throw wrong(line, "column " + column + " is missing or empty");
        }
        return value;
    }

    private CommandFailure wrong(int line, String what) {
        return new CommandFailure(Exit.FAILURE, name + ": line " + line + ": " + what);
    }
}
