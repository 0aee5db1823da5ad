package io.joute.arena.dataset;

import io.joute.arena.board.CastBy;
import io.joute.arena.board.ImportedVote;
import io.joute.arena.duel.Mode;
import io.joute.arena.prompt.Category;
import io.joute.arena.prompt.Subject;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Outcome;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Votes that others published, told apart by the columns of their tables.
 *
 * <p>compar:IA's votes ({@code chosen_model_name, both_equal}), its turns ({@code choice}), LMArena's battles
 * ({@code winner}, or {@code winner_model_a, winner_model_b, winner_tie}), and Joute's own exports in these shapes. Every
 * vote is marked by its source, which also stands before its voter's name: voters of two sources are never one.
 */
public final class PublishedVotes {
    private static final int MILLISECONDS_FROM = 12;

    private final String source;
    private final CastBy castBy;
    private final Map<String, String> renames;
    private final Kind kind;
    private final VoteTable table;

    private enum Kind {
        JOUTE("joute", "model_a, model_b, joute_choice"),
        COMPARIA_VOTES("comparia-votes", "model_a_name, model_b_name, chosen_model_name, both_equal"),
        COMPARIA_TURNS("comparia-turns", "model_a, model_b, choice"),
        LMARENA("lmarena", "model_a, model_b, winner"),
        LMARENA_FLAGS("lmarena", "model_a, model_b, winner_model_a, winner_model_b, winner_tie");

        private final String label;
        private final String columns;

        Kind(String label, String columns) {
            this.label = label;
            this.columns = columns;
        }

        boolean isThatOf(Set<String> found) {
            return found.containsAll(List.of(columns.split(", ", -1)));
        }
    }

    /**
     * What came of reading a table.
     *
     * @param votes those that compare two models
     * @param skipped rows left out, by cause
     */
    public record Found(List<ImportedVote> votes, Map<String, Long> skipped) {
        public Found {
            votes = List.copyOf(votes);
            skipped = Map.copyOf(skipped);
        }
    }

    /**
     * Know the shape of a table.
     *
     * @param castBy who cast its votes
     * @param renames names of models here by their names there; others stay
     * @throws IllegalArgumentException when no shape has its columns
     */
    public PublishedVotes(VoteTable table, CastBy castBy, Map<String, String> renames) {
        this.table = table;
        this.castBy = castBy;
        this.renames = Map.copyOf(renames);
        this.kind = Arrays.stream(Kind.values())
                .filter(each -> each.isThatOf(table.columns()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the columns are "
                        + table.columns().stream().sorted().toList() + ", expected those of compar:IA's votes "
                        + Kind.COMPARIA_VOTES.columns + ", of its turns " + Kind.COMPARIA_TURNS.columns
                        + ", or of LMArena's battles " + Kind.LMARENA.columns));
        this.source = kind.label + (castBy == CastBy.JUDGE ? "-judge" : "");
    }

    /** The name of the source: its shape, and whether a judge cast its votes. */
    public String source() {
        return source;
    }

    /** Read all. Rows without two models, a known outcome or a time are counted and left out. */
    public Found read() throws IOException {
        List<ImportedVote> votes = new ArrayList<>();
        Map<String, Long> skipped = new HashMap<>();
        Map<String, Integer> alike = new HashMap<>();
        table.read((number, row) -> {
            try {
                vote(row, alike).ifPresentOrElse(votes::add, () -> skipped.merge("no vote", 1L, Long::sum));
            } catch (Unreadable unreadable) {
                skipped.merge(String.valueOf(unreadable.getMessage()), 1L, Long::sum);
            }
        });
        return new Found(votes, skipped);
    }

    /** A row that cannot be a vote; its message is the cause. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String cause) {
            super(cause, null, false, false);
        }
    }

    private Optional<ImportedVote> vote(VoteTable.Row row, Map<String, Integer> alike) {
        Optional<Outcome> outcome = outcome(row);
        if (outcome.isEmpty()) {
            return Optional.empty();
        }
        String modelA = model(row, kind == Kind.COMPARIA_VOTES ? "model_a_name" : "model_a");
        String modelB = model(row, kind == Kind.COMPARIA_VOTES ? "model_b_name" : "model_b");
        Optional<String> voter = first(
                row, "visitor_id", "judge", "joute_voter", "evaluation_session_id", "session_hash", "comparison_id");
        String content = String.join("/", voter.orElse(""), modelA, modelB, turn(row));
        String key = key(row, content)
                .orElseGet(() -> numbered(
                        String.join(
                                "/", content, outcome.get().name(), time(row).toString()),
                        alike));
        return Optional.of(new ImportedVote(
                ImportedVote.id(source, key),
                source,
                time(row),
                mode(row),
                new Subject(language(row), category(row)),
                castBy,
                new Comparison(source + ':' + voter.orElse(key), modelA, modelB, outcome.get())));
    }

    private Optional<Outcome> outcome(VoteTable.Row row) {
        return switch (kind) {
            case JOUTE -> row.value("joute_choice").flatMap(PublishedVotes::named);
            case COMPARIA_VOTES -> comparIa(row);
            case COMPARIA_TURNS -> row.value("choice").flatMap(PublishedVotes::named);
            case LMARENA -> row.value("winner").flatMap(PublishedVotes::named);
            case LMARENA_FLAGS ->
                isTrue(row, "winner_model_a")
                        ? Optional.of(Outcome.A)
                        : isTrue(row, "winner_model_b")
                                ? Optional.of(Outcome.B)
                                : isTrue(row, "winner_tie") ? Optional.of(Outcome.TIE) : Optional.empty();
        };
    }

    private Optional<Outcome> comparIa(VoteTable.Row row) {
        Optional<Outcome> exact = row.value("joute_choice").flatMap(PublishedVotes::named);
        if (exact.isPresent()) {
            return exact;
        }
        if (isTrue(row, "both_equal")) {
            return Optional.of(Outcome.TIE);
        }
        return row.value("chosen_model_name").map(chosen -> {
            boolean first = row.value("model_a_name").equals(Optional.of(chosen));
            boolean second = row.value("model_b_name").equals(Optional.of(chosen));
            if (first == second) {
                throw new Unreadable("the chosen model is none of the two, or both");
            }
            return first ? Outcome.A : Outcome.B;
        });
    }

    private static Optional<Outcome> named(String word) {
        return switch (word) {
            case "a", "a_better", "model_a" -> Optional.of(Outcome.A);
            case "b", "b_better", "model_b" -> Optional.of(Outcome.B);
            case "both_good", "tie" -> Optional.of(Outcome.TIE);
            case "both_bad", "tie (bothbad)", "bothbad" -> Optional.of(Outcome.BOTH_BAD);
            case "idk", "abstain" -> Optional.empty();
            default -> throw new Unreadable("an outcome that is not known");
        };
    }

    private String model(VoteTable.Row row, String column) {
        String name = row.value(column).orElseThrow(() -> new Unreadable("a model without a name"));
        return renames.getOrDefault(name, name);
    }

    /** The source's own id of the vote. An id of the question alone may stand for many: its content goes with it. */
    private static Optional<String> key(VoteTable.Row row, String content) {
        return first(row, "response_id")
                .or(() -> row.value("question_id").map(question -> question + '/' + content))
                .or(() -> first(row, "conversation_pair_id", "joute_duel", "id", "conversation_id"))
                .map(id -> id + '/' + turn(row));
    }

    /** What stands for an id where there is none: the content, and how many alike came before it in the file. */
    private static String numbered(String content, Map<String, Integer> alike) {
        return content + '/' + alike.merge(content, 1, Integer::sum);
    }

    private static String turn(VoteTable.Row row) {
        return first(row, "conv_turns", "turn", "joute_turn", "evaluation_order")
                .orElse("");
    }

    private static Instant time(VoteTable.Row row) {
        String text =
                first(row, "timestamp", "tstamp", "day").orElseThrow(() -> new Unreadable("a vote without a time"));
        try {
            if (text.matches("[0-9.]+(E[0-9]+)?")) {
                double number = Double.parseDouble(text);
                double seconds = number >= Math.pow(10, MILLISECONDS_FROM) ? number / 1000 : number;
                return Instant.ofEpochMilli(Math.round(seconds * 1000));
            }
            String iso = text.replace(' ', 'T').replaceAll("(Z|[+]00:?00)$", "");
            return LocalDateTime.parse(iso.length() == 10 ? iso + "T00:00:00" : iso)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new Unreadable("a time that cannot be read");
        }
    }

    private static Mode mode(VoteTable.Row row) {
        if (isFalse(row, "anony")) {
            return Mode.CHOSEN;
        }
        String word = first(row, "joute_mode", "metadata.mode", "mode").orElse("");
        return Arrays.stream(Mode.values())
                .filter(each -> each.key().equals(word) || ComparIa.mode(each).equals(word))
                .findFirst()
                .orElse(Mode.RANDOM);
    }

    private static Optional<String> language(VoteTable.Row row) {
        return first(row, "metadata.languages", "languages", "language")
                .map(PublishedVotes::firstOfList)
                .flatMap(PublishedVotes::code);
    }

    /** A code as it is, or the code of a language by its English name. */
    private static Optional<String> code(String language) {
        String lower = language.toLowerCase(Locale.ROOT);
        if (lower.matches("[a-z]{2,3}")) {
            return Optional.of(lower);
        }
        return Arrays.stream(Locale.getISOLanguages())
                .filter(each ->
                        Locale.of(each).getDisplayLanguage(Locale.ENGLISH).equalsIgnoreCase(language))
                .findFirst();
    }

    private static Category category(VoteTable.Row row) {
        return first(row, "metadata.categories", "categories", "category")
                .map(PublishedVotes::firstOfList)
                .flatMap(Category::ofKey)
                .orElse(Category.OTHER);
    }

    private static String firstOfList(String text) {
        return text.replaceAll("^\\[\\s*[\"']?|[\"']?\\s*[,\\]].*$", "");
    }

    private static boolean isTrue(VoteTable.Row row, String column) {
        return row.value(column).filter(PublishedVotes::saysYes).isPresent();
    }

    private static boolean isFalse(VoteTable.Row row, String column) {
        return row.value(column).filter(word -> !saysYes(word)).isPresent();
    }

    private static boolean saysYes(String word) {
        return word.equalsIgnoreCase("true") || word.equals("1") || word.equals("1.0");
    }

    private static Optional<String> first(VoteTable.Row row, String... columns) {
        return Arrays.stream(columns)
                .flatMap(column -> row.value(column).stream())
                .findFirst();
    }
}
