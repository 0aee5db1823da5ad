package io.joute.cli;

import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Outcome;
import io.joute.arena.ranking.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Reads a table of votes.
 *
 * <p>A header line names the columns, in any order, others being ignored: {@code model_a}, {@code model_b},
 * {@code outcome} ({@code model_a}, {@code model_b}, {@code tie} or {@code both_bad}), {@code voter_id} (without it
 * each vote is a voter's only one) and {@code ts}, a number that grows with time.
 */
final class VotesCsv {
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final String name;

    /** A table known by {@code name} in messages. */
    VotesCsv(String name) {
        this.name = name;
    }

    /**
     * Where the columns stand.
     *
     * @param voter -1 without it
     * @param time -1 without it
     */
    record Columns(int voter, int modelA, int modelB, int outcome, int time) {}

    /**
     * Count each vote.
     *
     * @throws CommandFailure naming the line that is not a vote
     */
    Tally count(InputStream table) throws IOException {
        try (CsvRows rows = new CsvRows(table)) {
            Tally tally = new Tally();
            count(rows, columns(rows), tally);
            return tally;
        } catch (CharacterCodingException e) {
            throw new CommandFailure(Exit.FAILURE, name + ": is not text in UTF-8", e);
        } catch (CsvRows.Malformed e) {
            throw new CommandFailure(Exit.FAILURE, name + ": " + e.getMessage(), e);
        }
    }

    /** Count what is left of {@code rows}; gives the voters' numbers. */
    ByteNames count(CsvRows rows, Columns columns, Tally tally) throws IOException {
        ByteNames models = new ByteNames();
        ByteNames voters = new ByteNames();
        while (rows.next()) {
            int a = number(rows, columns.modelA, "model_a", models, tally::model);
            int b = number(rows, columns.modelB, "model_b", models, tally::model);
            Outcome outcome = outcome(rows, columns.outcome);
            int voter = columns.voter >= 0 && rows.length(columns.voter) > 0
                    ? number(rows, columns.voter, "voter_id", voters, name -> tally.newVoter())
                    : tally.newVoter();
            tally.add(voter, a, b, outcome);
        }
        return voters;
    }

    /**
     * The votes in the order of their times; in that of the table when it has none.
     *
     * @throws CommandFailure naming the line that is not a vote
     */
    List<Comparison> inOrder(InputStream table) throws IOException {
        record Timed(double time, Comparison vote) {}
        List<Timed> votes = new ArrayList<>();
        try (CsvRows rows = new CsvRows(table)) {
            Columns columns = columns(rows);
            while (rows.next()) {
                Comparison vote = new Comparison(
                        voter(rows, columns.voter),
                        present(rows, columns.modelA, "model_a"),
                        present(rows, columns.modelB, "model_b"),
                        outcome(rows, columns.outcome));
                votes.add(new Timed(time(rows, columns.time), vote));
            }
        } catch (CharacterCodingException e) {
            throw new CommandFailure(Exit.FAILURE, name + ": is not text in UTF-8", e);
        } catch (CsvRows.Malformed e) {
            throw new CommandFailure(Exit.FAILURE, name + ": " + e.getMessage(), e);
        }
        return votes.stream()
                .sorted(Comparator.comparingDouble(Timed::time))
                .map(Timed::vote)
                .toList();
    }

    private static String voter(CsvRows rows, int column) throws IOException {
        return column < 0 || rows.length(column) == 0 ? "" : text(bytes(rows, column));
    }

    /** Read the header. */
    Columns columns(CsvRows rows) throws IOException {
        Map<String, Integer> places = new HashMap<>();
        List<String> found = new ArrayList<>();
        if (rows.next()) {
            for (int field = 0; field < rows.fields(); field++) {
                found.add(header(rows, field));
                places.putIfAbsent(found.getLast(), field);
            }
        }
        for (String column : List.of("model_a", "model_b", "outcome")) {
            if (!places.containsKey(column)) {
                throw wrong(1, "the header has no column " + column + "; it names " + found);
            }
        }
        return new Columns(
                places.getOrDefault("voter_id", -1),
                places.getOrDefault("model_a", -1),
                places.getOrDefault("model_b", -1),
                places.getOrDefault("outcome", -1),
                places.getOrDefault("ts", -1));
    }

    private static String header(CsvRows rows, int field) throws IOException {
        byte[] bytes = bytes(rows, field);
        boolean marked =
                field == 0 && bytes.length >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
        return text(marked ? Arrays.copyOfRange(bytes, MARK.length, bytes.length) : bytes)
                .strip();
    }

    private int number(CsvRows rows, int column, String called, ByteNames names, ToIntFunction<String> numbers)
            throws IOException {
        int start = rows.start(column);
        int length = rows.length(column);
        int known = names.number(rows.bytes(), start, length);
        if (known >= 0) {
            return known;
        }
        int number = numbers.applyAsInt(present(rows, column, called));
        names.put(rows.bytes(), start, length, number);
        return number;
    }

    private Outcome outcome(CsvRows rows, int column) throws IOException {
        int length = rows.length(column);
        byte[] bytes = rows.bytes();
        int start = length == 0 ? 0 : rows.start(column);
        for (Spelling spelling : Spelling.ALL) {
            if (spelling.letters.length() == length && spelling.isAt(bytes, start)) {
                return spelling.outcome;
            }
        }
        throw wrong(
                rows.line(),
                "outcome is '" + present(rows, column, "outcome") + "', expected model_a, model_b, tie or both_bad");
    }

    private double time(CsvRows rows, int column) throws IOException {
        if (column < 0) {
            return 0;
        }
        String text = present(rows, column, "ts");
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong(rows.line(), "ts is '" + text + "', expected a number");
        }
    }

    private String present(CsvRows rows, int column, String called) throws IOException {
        String text = rows.length(column) == 0 ? "" : text(bytes(rows, column));
        if (text.isBlank()) {
            throw wrong(rows.line(), "column " + called + " is missing or empty");
        }
        return text;
    }

    private static byte[] bytes(CsvRows rows, int field) {
        return Arrays.copyOfRange(rows.bytes(), rows.start(field), rows.start(field) + rows.length(field));
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private CommandFailure wrong(long line, String what) {
        return new CommandFailure(Exit.FAILURE, name + ": line " + line + ": " + what);
    }

    /** How an outcome is written. */
    private record Spelling(String letters, Outcome outcome) {
        static final List<Spelling> ALL = List.of(
                new Spelling("model_a", Outcome.A),
                new Spelling("model_b", Outcome.B),
                new Spelling("tie", Outcome.TIE),
                new Spelling("both_bad", Outcome.BOTH_BAD));

        /** Read from its end: the first letters are the same. */
        boolean isAt(byte[] bytes, int start) {
            for (int i = letters.length() - 1; i >= 0; i--) {
                if (bytes[start + i] != letters.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
