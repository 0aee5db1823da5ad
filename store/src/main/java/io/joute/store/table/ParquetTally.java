package io.joute.store.table;

import io.joute.arena.ranking.Outcome;
import io.joute.arena.ranking.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;

/**
 * Counts the votes of a Parquet file in one pass, its row groups shared among threads.
 *
 * <p>Four columns are read: {@code model_a, model_b}, the outcome ({@code outcome}, {@code winner}, {@code choice} or
 * {@code joute_choice}) and, if there is one, the voter ({@code voter_id, joute_voter, visitor_id} or {@code judge}). A name that
 * stands in a page's dictionary is looked up once a row group.
 */
public final class ParquetTally {
    private static final List<String> OUTCOMES = List.of("outcome", "winner", "joute_choice", "choice");
    private static final List<String> VOTERS = List.of("voter_id", "joute_voter", "visitor_id", "judge");
    private static final int NO_VOTE = -1;

    private final Path file;

    /** Count this file. */
    public ParquetTally(Path file) {
        this.file = file;
    }

    /**
     * Count all votes on at most {@code threads} threads; rows without an outcome, and those whose voter could not tell,
     * are left out.
     *
     * @throws IOException naming the file, and what of it is no table of votes
     */
    public Tally count(int threads) throws IOException {
        int groups;
        try (ParquetColumns parquet = new ParquetColumns(file)) {
            columns(parquet);
            groups = parquet.groups();
        }
        int parts = Math.max(1, Math.min(threads, groups));
        try (ExecutorService workers = Executors.newFixedThreadPool(parts)) {
            List<Future<Part>> counting = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                int from = (int) ((long) groups * part / parts);
                int to = (int) ((long) groups * (part + 1) / parts);
                counting.add(workers.submit(() -> part(from, to)));
            }
            Part all = result(counting.getFirst());
            for (Future<Part> next : counting.subList(1, counting.size())) {
                all.add(result(next));
            }
            return all.tally;
        }
    }

    private Part result(Future<Part> counting) throws IOException {
        try {
            return counting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(file + ": interrupted while counting votes", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(file + ": " + (cause == null ? e.getMessage() : cause.getMessage()), e);
        }
    }

    private record Columns(
            ColumnDescriptor modelA,
            ColumnDescriptor modelB,
            ColumnDescriptor outcome,
            Optional<ColumnDescriptor> voter) {}

    private Columns columns(ParquetColumns parquet) throws IOException {
        Map<String, ColumnDescriptor> all = parquet.all();
        return new Columns(
                required(all, List.of("model_a", "model_a_name")),
                required(all, List.of("model_b", "model_b_name")),
                required(all, OUTCOMES),
                first(all, VOTERS));
    }

    private ColumnDescriptor required(Map<String, ColumnDescriptor> all, List<String> names) throws IOException {
        Optional<ColumnDescriptor> found = first(all, names);
        if (found.isEmpty()) {
            throw new IOException(file + ": has no column " + String.join(" or ", names) + "; it has " + all.keySet());
        }
        return found.get();
    }

    private static Optional<ColumnDescriptor> first(Map<String, ColumnDescriptor> all, List<String> names) {
        return names.stream().flatMap(name -> Stream.ofNullable(all.get(name))).findFirst();
    }

    private Part part(int from, int to) throws IOException {
        Part part = new Part();
        try (ParquetColumns parquet = new ParquetColumns(file)) {
            Columns columns = columns(parquet);
            for (int group = 0; group < from; group++) {
                parquet.skip();
            }
            Map<ColumnDescriptor, PrimitiveConverter> wanted = new LinkedHashMap<>();
            wanted.put(columns.modelA, part.modelA);
            wanted.put(columns.modelB, part.modelB);
            wanted.put(columns.outcome, part.outcome);
            columns.voter.ifPresent(voter -> wanted.put(voter, part.voter));
            for (int group = from; group < to; group++) {
                parquet.next(wanted).ifPresent(part::count);
            }
        }
        return part;
    }

    /** The votes of some row groups. */
    private static final class Part {
        private final Tally tally = new Tally();
        private final Map<String, Integer> voters = new HashMap<>();
        private final Numbering modelA = new Numbering(tally::model);
        private final Numbering modelB = new Numbering(tally::model);
        private final Numbering outcome = new Numbering(Part::outcomeNumber);
        private final Numbering voter = new Numbering(this::voterNumber);

        private int voterNumber(String name) {
            return voters.computeIfAbsent(name, each -> tally.newVoter());
        }

        private static int outcomeNumber(String word) {
            return switch (word) {
                case "model_a", "a", "a_better" -> 0;
                case "model_b", "b", "b_better" -> 1;
                case "tie", "both_good" -> 2;
                case "both_bad", "tie (bothbad)", "bothbad" -> 3;
                case "abstain", "idk" -> NO_VOTE;
                default ->
                    throw new IllegalArgumentException(
                            "an outcome is '" + word + "', expected model_a, model_b, tie or both_bad");
            };
        }

        void count(ParquetColumns.RowGroup group) {
            List<ColumnReader> columns = group.columns();
            ColumnReader a = columns.get(0);
            ColumnReader b = columns.get(1);
            ColumnReader result = columns.get(2);
            Outcome[] outcomes = {Outcome.A, Outcome.B, Outcome.TIE, Outcome.BOTH_BAD};
            for (long row = 0; row < group.rows(); row++) {
                int first = modelA.next(a);
                int second = modelB.next(b);
                int won = outcome.next(result);
                int who = columns.size() > 3 ? voter.next(columns.get(3)) : NO_VOTE;
                if (won != NO_VOTE) {
                    if (first < 0 || second < 0) {
                        throw new IllegalArgumentException(
                                "row " + (row + 1) + " of a row group has a vote and no model");
                    }
                    tally.add(who < 0 ? tally.newVoter() : who, first, second, outcomes[won]);
                }
            }
        }

        /** Take in what comes after. */
        void add(Part next) {
            int[] numbers = new int[next.tally.voterNumbers()];
            Arrays.fill(numbers, NO_VOTE);
            next.voters.forEach((name, number) -> numbers[number] = voterNumber(name));
            tally.addAll(next.tally, number -> {
                if (numbers[number] < 0) {
                    numbers[number] = tally.newVoter();
                }
                return numbers[number];
            });
        }
    }

    /** Turns names into numbers, a dictionary's all at once. */
    private static final class Numbering extends PrimitiveConverter {
        private final ToIntFunction<String> number;
        private int[] byEntry = {};
        private int current;

        Numbering(ToIntFunction<String> number) {
            this.number = number;
        }

        int next(ColumnReader column) {
            current = NO_VOTE;
            if (column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel()) {
                column.writeCurrentValueToConverter();
            }
            column.consume();
            return current;
        }

        @Override
        public boolean hasDictionarySupport() {
            return true;
        }

        @Override
        public void setDictionary(Dictionary dictionary) {
            byEntry = new int[dictionary.getMaxId() + 1];
            for (int entry = 0; entry < byEntry.length; entry++) {
                byEntry[entry] = numberOf(dictionary.decodeToBinary(entry));
            }
        }

        @Override
        public void addValueFromDictionary(int entry) {
            current = byEntry[entry];
        }

        @Override
        public void addBinary(Binary value) {
            current = numberOf(value);
        }

        /** By text: bytes of a page are slow to compare one by one. */
        private int numberOf(Binary value) {
            return number.applyAsInt(value.toStringUsingUTF8());
        }
    }
}
