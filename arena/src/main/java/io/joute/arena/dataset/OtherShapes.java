package io.joute.arena.dataset;

import io.joute.arena.duel.Choice;
import io.joute.arena.duel.Comment;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tables of one row a turn: compar:IA's second datasets, LMArena's, and Joute's own. */
final class OtherShapes {
    private static final ColumnType RESPONSE = new ColumnType.Many(new ColumnType.Group(List.of(
            new Column("role", Cells.TEXT),
            new Column("content", Cells.TEXT),
            new Column("user_content", Cells.TEXT),
            new Column("reasoning_content", Cells.TEXT))));
    private static final ColumnType MESSAGES = new ColumnType.Many(
            new ColumnType.Group(List.of(new Column("role", Cells.TEXT), new Column("content", Cells.TEXT))));
    private static final double MILLIS = 1000;

    private OtherShapes() {}

    /** compar:IA's second shape, {@code comparia-fr-arena}. */
    static Table<PublishedDuel.Turn> comparIaTurns() {
        return new Table<>(
                "turns",
                Cells.all(
                        List.of(
                                Cells.text("response_id", turn -> turn.of().id() + '-' + turn.index()),
                                Cells.maybeText("choice", turn -> turn.choice().map(OtherShapes::choice)),
                                Cells.field("response_a", RESPONSE, turn -> response(turn, Side.LEFT)),
                                Cells.field("response_b", RESPONSE, turn -> response(turn, Side.RIGHT)),
                                Cells.none("web_search_results", Cells.TEXT),
                                Cells.whole("turn", turn -> (long) turn.index()),
                                Cells.text("comparison_id", turn -> turn.of().id()),
                                Cells.text("model_a", turn -> turn.of().model(Side.LEFT)),
                                Cells.text("model_b", turn -> turn.of().model(Side.RIGHT)),
                                Cells.text("timestamp", turn -> turn.of().day()),
                                Cells.field("full_conversation_a", MESSAGES, turn -> messages(turn, Side.LEFT)),
                                Cells.field("full_conversation_b", MESSAGES, turn -> messages(turn, Side.RIGHT)),
                                group("metadata", metadata())),
                        JouteColumns.ofTurn(),
                        JouteColumns.ofDuelOfTurn()));
    }

    /** LMArena's published battles. */
    static Table<PublishedDuel.Turn> lmArena() {
        return new Table<>(
                "lmarena",
                Cells.all(
                        List.of(
                                Cells.text("question_id", turn -> turn.of().id() + '-' + turn.index()),
                                Cells.text("model_a", turn -> turn.of().model(Side.LEFT)),
                                Cells.text("model_b", turn -> turn.of().model(Side.RIGHT)),
                                Cells.maybeText("winner", turn -> turn.choice().flatMap(OtherShapes::winner)),
                                Cells.text("judge", turn -> turn.of().voter()),
                                Cells.field("conversation_a", MESSAGES, turn -> messages(turn, Side.LEFT)),
                                Cells.field("conversation_b", MESSAGES, turn -> messages(turn, Side.RIGHT)),
                                Cells.whole("turn", turn -> turn.index() + 1L),
                                Cells.flag(
                                        "anony",
                                        turn -> turn.of().duel().opened().mode() != Mode.CHOSEN),
                                Cells.text("language", turn -> languageName(turn.of())),
                                Cells.real(
                                        "tstamp",
                                        turn -> Optional.of((double) turn.of().daySeconds()))),
                        JouteColumns.ofTurn(),
                        JouteColumns.ofDuelOfTurn()));
    }

    /** Joute's own: everything that is published of a turn, one value a column. */
    static Table<PublishedDuel.Turn> joute() {
        List<Table.Field<PublishedDuel.Turn>> fields = new ArrayList<>(List.of(
                Cells.text("day", turn -> turn.of().day()),
                Cells.text("page_language", turn -> turn.of().duel().opened().locale()),
                Cells.maybeText(
                        "language", turn -> turn.turn().asked().subject().flatMap(each -> each.language())),
                Cells.maybeText(
                        "category",
                        turn -> turn.turn()
                                .asked()
                                .subject()
                                .map(each -> each.category().key())),
                Cells.text("model_a", turn -> turn.of().model(Side.LEFT)),
                Cells.text("model_b", turn -> turn.of().model(Side.RIGHT)),
                Cells.text("prompt", turn -> turn.turn().asked().prompt()),
                Cells.real("seconds_to_vote", turn -> secondsToVote(turn))));
        for (Side side : Side.values()) {
            fields.addAll(ofSide(side));
        }
        return new Table<>("joute", Cells.all(fields, JouteColumns.ofTurn(), JouteColumns.ofDuelOfTurn()));
    }

    private static List<Table.Field<PublishedDuel.Turn>> ofSide(Side side) {
        String end = '_' + side.letter();
        return List.of(
                Cells.maybeText(
                        "answer" + end, turn -> turn.turn().answered(side).map(DuelEvent.Answered::text)),
                Cells.maybeText(
                        "finish_reason" + end,
                        turn -> turn.turn()
                                .answered(side)
                                .map(answer -> answer.finishReason().name().toLowerCase(Locale.ROOT))),
                Cells.maybeWhole(
                        "output_tokens" + end,
                        turn -> turn.turn().answered(side).map(answer ->
                                (long) answer.usage().outputTokens())),
                Cells.real("seconds" + end, turn -> turn.turn().answered(side).map(Cells::seconds)),
                Cells.whole(
                        "failures" + end, turn -> (long) turn.turn().failures().getOrDefault(side, 0)),
                Cells.texts("tags" + end, turn -> tags(turn, side)),
                Cells.maybeText("comment" + end, turn -> ComparIa.comment(turn, side)),
                Cells.maybeText(
                        "reaction" + end,
                        turn -> Optional.ofNullable(turn.turn().reactions().get(side))
                                .map(each -> each.liked() ? "like" : "dislike")),
                Cells.texts(
                        "reaction_tags" + end,
                        turn -> Optional.ofNullable(turn.turn().reactions().get(side)).stream()
                                .flatMap(each -> each.tags().stream())
                                .sorted()
                                .map(Tag::key)
                                .toList()),
                Cells.maybeText(
                        "reaction_comment" + end,
                        turn -> Optional.ofNullable(turn.turn().reactions().get(side))
                                .flatMap(each -> each.comment().map(Comment::text))));
    }

    /** Whether a turn has a row in LMArena's shape. */
    static boolean isBattle(PublishedDuel.Turn turn) {
        return ComparIa.isVote(turn);
    }

    private static List<Table.Field<PublishedDuel.Turn>> metadata() {
        return List.of(
                tokens("tokens_a", Side.LEFT),
                tokens("tokens_b", Side.RIGHT),
                Cells.real("conso_a", turn -> Cells.kilowattHours(turn.of(), answer(turn, Side.LEFT))),
                Cells.real("conso_b", turn -> Cells.kilowattHours(turn.of(), answer(turn, Side.RIGHT))),
                Cells.real("duration_a", turn -> turn.turn().answered(Side.LEFT).map(Cells::seconds)),
                Cells.real(
                        "duration_b", turn -> turn.turn().answered(Side.RIGHT).map(Cells::seconds)),
                Cells.none("latency_a", Cells.REAL),
                Cells.none("latency_b", Cells.REAL),
                Cells.real("time_to_vote", OtherShapes::secondsToVote),
                Cells.text(
                        "mode", turn -> ComparIa.mode(turn.of().duel().opened().mode())),
                Cells.texts(
                        "custom_models_selection",
                        turn -> turn.of().duel().opened().picks()),
                Cells.texts(
                        "categories",
                        turn -> List.of(turn.of().subject().category().key())),
                Cells.texts(
                        "languages",
                        turn -> turn.of().subject().language().stream().toList()),
                Cells.none("short_summary", Cells.TEXT),
                total("total_tokens_a", Side.LEFT),
                total("total_tokens_b", Side.RIGHT),
                Cells.real("total_conso_a", turn -> totalEnergy(turn, Side.LEFT)),
                Cells.real("total_conso_b", turn -> totalEnergy(turn, Side.RIGHT)));
    }

    private static Table.Field<PublishedDuel.Turn> tokens(String name, Side side) {
        return Cells.maybeWhole(
                name,
                turn -> turn.turn().answered(side).map(answer ->
                        (long) answer.usage().outputTokens()));
    }

    private static Table.Field<PublishedDuel.Turn> total(String name, Side side) {
        return Cells.maybeWhole(
                name,
                turn -> isWhole(turn, side)
                        ? Optional.of(PublishedDuel.outputTokens(soFar(turn, side)))
                        : Optional.empty());
    }

    private static Optional<Double> totalEnergy(PublishedDuel.Turn turn, Side side) {
        return isWhole(turn, side) ? Cells.kilowattHours(turn.of(), soFar(turn, side)) : Optional.empty();
    }

    private static boolean isWhole(PublishedDuel.Turn turn, Side side) {
        return soFar(turn, side).size() == turn.index() + 1;
    }

    private static List<DuelEvent.Answered> soFar(PublishedDuel.Turn turn, Side side) {
        return turn.of().answers(side, turn.index() + 1);
    }

    private static List<DuelEvent.Answered> answer(PublishedDuel.Turn turn, Side side) {
        return turn.turn().answered(side).stream().toList();
    }

    private static Table.Field<PublishedDuel.Turn> group(String name, List<Table.Field<PublishedDuel.Turn>> fields) {
        Table<PublishedDuel.Turn> inner = new Table<>(name, fields);
        return Cells.field(name, new ColumnType.Group(inner.columns()), turn -> new Cell.Group(inner.row(turn)));
    }

    private static Cell response(PublishedDuel.Turn turn, Side side) {
        String prompt = turn.turn().asked().prompt();
        Cell question = new Cell.Group(List.of(Cell.text("user"), Cell.text(prompt), Cell.text(prompt), Cell.none()));
        return new Cell.Many(Stream.concat(
                        Stream.of(question), turn.turn().answered(side).stream().map(answer -> (Cell) new Cell.Group(
                                List.of(Cell.text("assistant"), Cell.text(answer.text()), Cell.none(), Cell.none()))))
                .toList());
    }

    private static Cell messages(PublishedDuel.Turn turn, Side side) {
        List<Cell> messages = new ArrayList<>();
        turn.of().duel().turns().stream().limit(turn.index() + 1L).forEach(each -> {
            messages.add(new Cell.Group(
                    List.of(Cell.text("user"), Cell.text(each.asked().prompt()))));
            each.answered(side)
                    .ifPresent(answer ->
                            messages.add(new Cell.Group(List.of(Cell.text("assistant"), Cell.text(answer.text())))));
        });
        return new Cell.Many(messages);
    }

    /** From the last answer to the vote that counts. */
    private static Optional<Double> secondsToVote(PublishedDuel.Turn turn) {
        Optional<Instant> answered = Stream.of(Side.values())
                .flatMap(side -> turn.turn().answered(side).stream())
                .map(DuelEvent.Answered::at)
                .max(Instant::compareTo);
        return turn.turn()
                .vote()
                .flatMap(cast ->
                        answered.map(at -> Duration.between(at, cast.at()).toMillis() / MILLIS));
    }

    private static List<String> tags(PublishedDuel.Turn turn, Side side) {
        return turn.turn().vote().stream()
                .flatMap(cast -> cast.vote().tags().getOrDefault(side, Set.of()).stream())
                .sorted()
                .map(Tag::key)
                .toList();
    }

    private static String choice(Choice choice) {
        return switch (choice) {
            case A -> "a_better";
            case B -> "b_better";
            case BOTH_GOOD -> "both_good";
            case BOTH_BAD -> "both_bad";
            case ABSTAIN -> "idk";
        };
    }

    private static Optional<String> winner(Choice choice) {
        return switch (choice) {
            case A -> Optional.of("model_a");
            case B -> Optional.of("model_b");
            case BOTH_GOOD -> Optional.of("tie");
            case BOTH_BAD -> Optional.of("tie (bothbad)");
            case ABSTAIN -> Optional.empty();
        };
    }

    private static String languageName(PublishedDuel duel) {
        return duel.subject()
                .language()
                .map(code -> Locale.of(code).getDisplayLanguage(Locale.ENGLISH))
                .orElse("unknown");
    }
}
