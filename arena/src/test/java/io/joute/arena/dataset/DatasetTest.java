package io.joute.arena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Choice;
import io.joute.arena.duel.Comment;
import io.joute.arena.duel.Consent;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.MemoryDuelLog;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.Reaction;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.Terms;
import io.joute.arena.duel.Vote;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DatasetTest {
    private static final Instant THEN = Instant.parse("2026-11-25T09:41:12Z");
    private static final Terms TERMS = Terms.of("2026-11", List.of("be kind"));
    private static final String CANARY = "zanzibar.canari@exemple.fr";

    private final MemoryDuelLog log = new MemoryDuelLog();
    private final Dataset dataset = new Dataset(log, noCards(), new SecureRandom());

    @TempDir
    Path folder;

    private static Catalog noCards() {
        return new Catalog() {
            @Override
            public List<ModelCard> cards() {
                return List.of();
            }

            @Override
            public Optional<ModelCard> card(String id) {
                return Optional.empty();
            }

            @Override
            public void save(ModelCard card) {
                throw new IllegalStateException("not asked of it here");
            }

            @Override
            public boolean remove(String id) {
                throw new IllegalStateException("not asked of it here");
            }
        };
    }

    private static DuelId id(int number) {
        return new DuelId("%032x".formatted(number));
    }

    private void open(int number, Optional<Boolean> publication, String prompt) {
        log.append(new DuelEvent.Opened(
                id(number),
                THEN,
                "visitor hash",
                Mode.BIG_VERSUS_SMALL,
                "fr",
                "zeta",
                "alpha",
                List.of(),
                List.of("alpha", "zeta"),
                0.25,
                GenerationSettings.DEFAULT,
                publication.map(offered -> new Consent(TERMS, offered))));
        log.append(new DuelEvent.Asked(id(number), THEN, 0, prompt));
        answer(number, 0, Side.LEFT, "# Réponse A de Mme Garnier");
        answer(number, 0, Side.RIGHT, "Réponse \"B\"\n, avec\ttout");
    }

    private void answer(int number, int turn, Side side, String text) {
        log.append(new DuelEvent.Answered(
                id(number),
                THEN.plusSeconds(5),
                turn,
                side,
                text,
                false,
                FinishReason.STOP,
                new Usage(10, 20, 500_000_000, 1_500_000_000),
                List.of(
                        new Estimate(1, 2, 3, "Wh", "ecologits-0.9", "0.9.1"),
                        new Estimate(10, 20, 30, "Wh", "ecologits-0.8", "0.8.2")),
                side == Side.LEFT
                        ? Optional.of(new Measurement(0.1, 0.2, 0.3, "Wh", "cpu-time-1", "process", 9))
                        : Optional.empty()));
    }

    private void vote(int number, int turn, Choice choice, Map<Side, Comment> comments) {
        log.append(new DuelEvent.VoteCast(
                id(number),
                THEN.plusSeconds(17),
                new Vote(turn, choice, Map.of(Side.LEFT, Set.of(Tag.USEFUL), Side.RIGHT, Set.of()), comments)));
    }

    private void reveal(int number) {
        log.append(new DuelEvent.Revealed(id(number), THEN));
    }

    /** One duel of two turns that may be published, and one of each kind that may not. */
    private void fill() {
        open(1, Optional.of(true), "Mon adresse est " + CANARY + ", traduis-la en anglais");
        vote(1, 0, Choice.A, Map.of(Side.LEFT, new Comment("écrire à " + CANARY)));
        log.append(new DuelEvent.Asked(id(1), THEN, 1, "Et ensuite ?"));
        answer(1, 1, Side.LEFT, "A2");
        answer(1, 1, Side.RIGHT, "B2");
        log.append(new DuelEvent.Reacted(
                id(1), THEN, 1, Side.RIGHT, Optional.of(new Reaction(false, Set.of(Tag.INCORRECT), Optional.empty()))));
        vote(1, 1, Choice.BOTH_BAD, Map.of());
        reveal(1);
        open(2, Optional.of(false), "jamais offert");
        vote(2, 0, Choice.A, Map.of());
        reveal(2);
        open(3, Optional.empty(), "avant les conditions");
        reveal(3);
        open(4, Optional.of(true), "encore ouvert");
        vote(4, 0, Choice.A, Map.of());
        open(5, Optional.of(true), "bientôt effacé");
        vote(5, 0, Choice.A, Map.of());
        reveal(5);
        log.erase(new DuelEvent.Erased(id(5), THEN));
        open(6, Optional.of(true), "mon mot de passe est hunter2");
        vote(6, 0, Choice.ABSTAIN, Map.of());
        reveal(6);
    }

    private static List<JsonNode> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static List<String> names(JsonNode row) {
        return new ArrayList<>(row.propertyNames());
    }

    @Test
    void letsOutOnlyWhatWasOfferedRevealedAndNotErased() throws IOException {
        fill();
        ExportReport report = dataset.export(folder.resolve("out"), ExportOptions.DEFAULT);

        assertThat(report.duels()).isEqualTo(1);
        assertThat(report.withoutConsent()).isEqualTo(2);
        assertThat(report.open()).isEqualTo(1);
        assertThat(report.erased()).isEqualTo(1);
        assertThat(report.heldBack()).containsOnlyKeys(id(6).value());
        assertThat(report.rows())
                .containsEntry("comparia/conversations", 1L)
                .containsEntry("comparia/votes", 2L)
                .containsEntry("comparia/reactions", 1L)
                .containsEntry("comparia-turns/turns", 2L)
                .containsEntry("lmarena/lmarena", 2L)
                .containsEntry("joute/joute", 2L);
        assertThat(Files.readString(folder.resolve("out/held-back.txt"))).isEqualTo(id(6).value() + "\n");
    }

    @Test
    void letsOutNoPersonalDataNoIdAndNoTimeOfDay() throws IOException {
        fill();
        Path out = folder.resolve("out");
        dataset.export(
                out,
                ExportOptions.DEFAULT.with(
                        Set.of(Shape.values()), List.of(TextFormat.JSONL, TextFormat.CSV, TextFormat.TSV)));

        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        assertThat(all.toString())
                .contains("[EMAIL]", "[NAME]", "2026-11-25T00:00:00")
                .doesNotContain(
                        "canari", "Garnier", "visitor hash", id(1).value(), "09:41", "effacé", "offert", "hunter2");
    }

    @Test
    void hasTheColumnsOfComparIaInTheirOrder() throws IOException {
        fill();
        dataset.export(folder.resolve("out"), ExportOptions.DEFAULT);
        Path comparia = folder.resolve("out/comparia");
        List<String> conversations = List.of(published("conversations"));
        List<String> votes = List.of(published("votes"));

        assertThat(names(rows(comparia.resolve("conversations.jsonl")).getFirst()))
                .startsWith(published("conversations"))
                .allMatch(name -> conversations.contains(name) || name.startsWith("joute_"));
        assertThat(names(rows(comparia.resolve("votes.jsonl")).getFirst()))
                .startsWith(published("votes"))
                .allMatch(name -> votes.contains(name) || name.startsWith("joute_"));
        assertThat(names(rows(comparia.resolve("reactions.jsonl")).getFirst())).startsWith(published("reactions"));
        assertThat(names(rows(folder.resolve("out/comparia-turns/turns.jsonl")).getFirst()))
                .startsWith(published("turns"));
        assertThat(names(rows(folder.resolve("out/lmarena/lmarena.jsonl")).getFirst()))
                .startsWith(published("lmarena"));
    }

    private static String[] published(String table) throws IOException {
        try (var in = DatasetTest.class.getResourceAsStream("published-columns.properties")) {
            var lines = new java.util.Properties();
            lines.load(in);
            return lines.getProperty(table).split(", ");
        }
    }

    @Test
    void saysOfAVoteWhatComparIaSays() throws IOException {
        fill();
        dataset.export(folder.resolve("out"), ExportOptions.DEFAULT);
        List<JsonNode> votes = rows(folder.resolve("out/comparia/votes.jsonl"));
        JsonNode first = votes.getFirst();
        JsonNode second = votes.get(1);

        assertThat(first.get("chosen_model_name").asString()).isEqualTo("zeta");
        assertThat(first.get("both_equal").asBoolean()).isFalse();
        assertThat(first.get("model_pair_name").toString()).isEqualTo("[\"alpha\",\"zeta\"]");
        assertThat(first.get("conv_useful_a").asBoolean()).isTrue();
        assertThat(first.get("conv_useful_b").asBoolean()).isFalse();
        assertThat(first.get("conv_comments_a").asString()).isEqualTo("écrire à [EMAIL]");
        assertThat(first.get("conv_turns").asInt()).isEqualTo(1);
        assertThat(first.get("conversation_a")).hasSize(2);
        assertThat(second.get("chosen_model_name").isNull()).isTrue();
        assertThat(second.get("both_equal").asBoolean()).isTrue();
        assertThat(second.get("joute_choice").asString()).isEqualTo("both_bad");
        assertThat(second.get("conversation_a")).hasSize(4);
        assertThat(second.get("conversation_pair_id")).isEqualTo(first.get("conversation_pair_id"));

        JsonNode conversation =
                rows(folder.resolve("out/comparia/conversations.jsonl")).getFirst();
        assertThat(conversation.get("mode").asString()).isEqualTo("big-vs-small");
        assertThat(conversation.get("total_conv_a_output_tokens").asInt()).isEqualTo(40);
        assertThat(conversation.get("total_conv_a_kwh").asDouble()).isEqualTo(0.004);
        assertThat(conversation.get("categories").toString()).isEqualTo("[\"translation\"]");
        assertThat(conversation.get("languages").toString()).isEqualTo("[\"fr\"]");
        assertThat(conversation.get("model_a_total_params").isNull()).isTrue();
        assertThat(conversation.get("joute_propensity").asDouble()).isEqualTo(0.25);

        JsonNode reaction = rows(folder.resolve("out/comparia/reactions.jsonl")).getFirst();
        assertThat(reaction.get("msg_index").asInt()).isEqualTo(3);
        assertThat(reaction.get("msg_rank").asInt()).isEqualTo(1);
        assertThat(reaction.get("disliked").asBoolean()).isTrue();
        assertThat(reaction.get("incorrect").asBoolean()).isTrue();
        assertThat(reaction.get("refers_to_model").asString()).isEqualTo("alpha");

        JsonNode turn = rows(folder.resolve("out/comparia-turns/turns.jsonl")).getFirst();
        assertThat(turn.get("choice").asString()).isEqualTo("a_better");
        assertThat(turn.at("/metadata/time_to_vote").asDouble()).isEqualTo(12);
        assertThat(turn.at("/metadata/total_tokens_b").asInt()).isEqualTo(20);
    }

    @Test
    void writesTablesThatASpreadsheetReads() throws IOException {
        fill();
        dataset.export(
                folder.resolve("out"),
                ExportOptions.DEFAULT.with(Set.of(Shape.JOUTE), List.of(TextFormat.CSV, TextFormat.TSV)));
        String csv = Files.readString(folder.resolve("out/joute/joute.csv"));
        List<String> tsv = Files.readAllLines(folder.resolve("out/joute/joute.tsv"));

        assertThat(csv).startsWith("day,page_language,language,").contains("\"Réponse \"\"B\"\"\n, avec\ttout\"");
        assertThat(tsv)
                .hasSize(3)
                .allMatch(line -> line.split("\t", -1).length == tsv.getFirst().split("\t").length);
        assertThat(tsv.get(1)).contains("Réponse \"B\"\\n, avec\\ttout");
    }

    @Test
    void letsOutAfterReviewWhatWasHeldBack() throws IOException {
        fill();
        ExportReport report =
                dataset.export(folder.resolve("out"), ExportOptions.DEFAULT.withReviewed(Set.of(id(6).value())));
        assertThat(report.duels()).isEqualTo(2);
        assertThat(report.heldBack()).isEmpty();
        assertThat(report.rows()).containsEntry("comparia/conversations", 2L).containsEntry("comparia/votes", 2L);
    }

    @Test
    void cannotBeJoinedWithAnotherExport() throws IOException {
        fill();
        dataset.export(folder.resolve("one"), ExportOptions.DEFAULT);
        dataset.export(folder.resolve("two"), ExportOptions.DEFAULT);
        JsonNode one = rows(folder.resolve("one/joute/joute.jsonl")).getFirst();
        JsonNode two = rows(folder.resolve("two/joute/joute.jsonl")).getFirst();
        assertThat(one.get("joute_voter")).isNotEqualTo(two.get("joute_voter"));
        assertThat(one.get("joute_duel")).isNotEqualTo(two.get("joute_duel"));
    }

    @Test
    void countsWithoutWritingAndRefusesAFolderThatIsNotEmpty() throws IOException {
        fill();
        assertThat(dataset.count(ExportOptions.DEFAULT).duels()).isEqualTo(1);
        Files.writeString(folder.resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> dataset.export(folder, ExportOptions.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void keepsWhatIsPublishedUntilItIsWithdrawn() throws IOException, NoSuchAlgorithmException {
        fill();
        Shelf shelf = new Shelf(folder.resolve("published"));
        LocalDate day = LocalDate.of(2026, 11, 25);
        assertThat(shelf.editions()).isEmpty();

        Edition first = shelf.publish(dataset, ExportOptions.DEFAULT, day);
        Edition second = shelf.publish(dataset, ExportOptions.DEFAULT.under("CC0 1.0"), day);
        Edition third = shelf.publish(dataset, ExportOptions.DEFAULT, day.plusDays(1));

        assertThat(new Shelf(folder.resolve("published")).editions()).containsExactly(third, second, first);
        assertThat(first.id()).isEqualTo("2026-11-25");
        assertThat(second.id()).isEqualTo("2026-11-25-2");
        assertThat(second.licence()).isEqualTo("CC0 1.0");
        assertThat(first.duels()).isEqualTo(1);
        assertThat(first.rows()).containsEntry("comparia/votes", 2L);
        byte[] zip = Files.readAllBytes(shelf.file(first.id()).orElseThrow());
        assertThat(zip).hasSize((int) first.bytes());
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip)))
                .isEqualTo(first.sha256());
        assertThat(shelf.card(first.id()).orElseThrow()).content().contains("1 duel of");

        assertThat(shelf.withdraw(second.id())).isTrue();
        assertThat(shelf.withdraw(second.id())).isFalse();
        assertThat(shelf.withdraw("../published/2026-11-25")).isFalse();
        assertThat(shelf.editions()).containsExactly(third, first);
        assertThat(shelf.file(second.id())).isEmpty();
        try (var files = Files.list(folder.resolve("published"))) {
            assertThat(files).hasSize(6);
        }
    }

    @Test
    void publishesNoEmptyDataset() {
        Shelf shelf = new Shelf(folder.resolve("published"));

        assertThatThrownBy(() -> shelf.publish(dataset, ExportOptions.DEFAULT, LocalDate.of(2026, 11, 25)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no duel is offered for publication");
        assertThat(shelf.editions()).isEmpty();
    }

    @Test
    void tellsInTheDataCardWhatIsThereAndHow() throws IOException {
        fill();
        dataset.export(folder.resolve("out"), ExportOptions.DEFAULT.under("CC0 1.0"));
        assertThat(Files.readString(folder.resolve("out/README.md")))
                .contains(
                        "1 duel of a Joute arena, 2026-11-25 to 2026-11-25",
                        "CC0 1.0",
                        "| comparia/votes | 2 |",
                        "| alpha | 2 |",
                        "| fr | 2 |",
                        "ecologits-0.9, version 0.9.1",
                        Redactor.VERSION,
                        "| [EMAIL] | 2 | ");
    }

    @Test
    void givesOneZipFileWithoutTheListOfDuelsHeldBack() throws IOException {
        fill();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dataset.export(out, ExportOptions.DEFAULT);
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(out.toByteArray()), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).contains("README.md", "comparia/votes.jsonl").doesNotContain("held-back.txt");
    }
}
