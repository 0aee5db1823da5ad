package io.joute.arena.dataset;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Choice;
import io.joute.arena.duel.Comment;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The three tables of compar:IA's first datasets, column by column in their order. What would open a visitor's duel there
 * ({@code session_hash, visitor_id, generation_id}) holds pseudonyms of this export, or nothing.
 */
final class ComparIa {
    private static final String AND = "-";

    private ComparIa() {}

    /** One row a duel. */
    static Table<PublishedDuel> conversations() {
        return new Table<>(
                "conversations",
                Cells.all(
                        List.of(
                                Cells.whole("id", PublishedDuel::number),
                                Cells.text("timestamp", PublishedDuel::day),
                                Cells.text("model_a_name", duel -> duel.model(Side.LEFT)),
                                Cells.text("model_b_name", duel -> duel.model(Side.RIGHT)),
                                conversation("conversation_a", Side.LEFT),
                                conversation("conversation_b", Side.RIGHT),
                                Cells.whole("conv_turns", duel ->
                                        (long) duel.duel().turns().size()),
                                Cells.text("conversation_pair_id", PublishedDuel::pairId),
                                Cells.text("conv_a_id", duel -> duel.conversation(Side.LEFT)),
                                Cells.text("conv_b_id", duel -> duel.conversation(Side.RIGHT)),
                                Cells.text("session_hash", PublishedDuel::session),
                                Cells.text("visitor_id", PublishedDuel::voter),
                                Cells.texts("model_pair_name", Cells::pairNames),
                                Cells.text("opening_msg", PublishedDuel::openingMessage),
                                Cells.none("system_prompt_a", Cells.TEXT),
                                Cells.none("system_prompt_b", Cells.TEXT),
                                Cells.text(
                                        "mode",
                                        duel -> mode(duel.duel().opened().mode())),
                                Cells.texts(
                                        "custom_models_selection",
                                        duel -> duel.duel().opened().picks()),
                                Cells.none("short_summary", Cells.TEXT),
                                Cells.texts("keywords", duel -> List.of()),
                                Cells.texts(
                                        "categories",
                                        duel -> List.of(
                                                duel.subject().category().key())),
                                Cells.texts(
                                        "languages",
                                        duel -> duel.subject().language().stream()
                                                .toList()),
                                Cells.whole("total_conv_a_output_tokens", duel -> tokens(duel, Side.LEFT)),
                                Cells.whole("total_conv_b_output_tokens", duel -> tokens(duel, Side.RIGHT))),
                        List.of(
                                Cells.real(
                                        "model_a_total_params",
                                        duel -> duel.card(Side.LEFT).map(ComparIa::total)),
                                Cells.real(
                                        "model_b_total_params",
                                        duel -> duel.card(Side.RIGHT).map(ComparIa::total)),
                                Cells.real(
                                        "model_a_active_params",
                                        duel -> duel.card(Side.LEFT).map(ComparIa::active)),
                                Cells.real(
                                        "model_b_active_params",
                                        duel -> duel.card(Side.RIGHT).map(ComparIa::active)),
                                Cells.real("total_conv_a_kwh", duel -> Cells.kilowattHours(duel, all(duel, Side.LEFT))),
                                Cells.real(
                                        "total_conv_b_kwh", duel -> Cells.kilowattHours(duel, all(duel, Side.RIGHT)))),
                        JouteColumns.ofDuel()));
    }

    /** One row a voted turn; whoever could not tell gives none. */
    static Table<PublishedDuel.Turn> votes() {
        List<Table.Field<PublishedDuel.Turn>> fields = new ArrayList<>(List.of(
                Cells.whole("id", turn -> turn.of().number() * 100 + turn.index()),
                Cells.text("timestamp", turn -> turn.of().day()),
                Cells.text("model_a_name", turn -> turn.of().model(Side.LEFT)),
                Cells.text("model_b_name", turn -> turn.of().model(Side.RIGHT)),
                Cells.texts("model_pair_name", turn -> Cells.pairNames(turn.of())),
                Cells.maybeText("chosen_model_name", ComparIa::chosen),
                Cells.text("opening_msg", turn -> turn.of().openingMessage()),
                Cells.flag("both_equal", turn -> chosen(turn).isEmpty()),
                turnConversation("conversation_a", Side.LEFT),
                turnConversation("conversation_b", Side.RIGHT),
                Cells.whole("conv_turns", turn -> turn.index() + 1L),
                Cells.none("system_prompt_a", Cells.TEXT),
                Cells.none("system_prompt_b", Cells.TEXT),
                Cells.none("selected_category", Cells.TEXT),
                Cells.none("is_unedited_prompt", Cells.FLAG),
                Cells.text("conversation_pair_id", turn -> turn.of().pairId()),
                Cells.text("session_hash", turn -> turn.of().session()),
                Cells.text("visitor_id", turn -> turn.of().voter()),
                comment("conv_comments_a", Side.LEFT),
                comment("conv_comments_b", Side.RIGHT)));
        for (Tag tag : List.of(
                Tag.USEFUL,
                Tag.COMPLETE,
                Tag.CREATIVE,
                Tag.CLEAR_FORMATTING,
                Tag.INCORRECT,
                Tag.SUPERFICIAL,
                Tag.INSTRUCTIONS_NOT_FOLLOWED)) {
            for (Side side : Side.values()) {
                fields.add(Cells.flag("conv_" + tag.key() + '_' + side.letter(), turn -> ticked(turn, side, tag)));
            }
        }
        return new Table<>("votes", Cells.all(fields, JouteColumns.ofTurn(), JouteColumns.ofDuelOfTurn()));
    }

    /** One row a reaction. */
    static Table<PublishedDuel.Reaction> reactions() {
        List<Table.Field<PublishedDuel.Reaction>> fields = List.of(
                Cells.whole("id", ComparIa::reactionNumber),
                Cells.text("timestamp", each -> duel(each).day()),
                Cells.text("model_a_name", each -> duel(each).model(Side.LEFT)),
                Cells.text("model_b_name", each -> duel(each).model(Side.RIGHT)),
                Cells.text("refers_to_model", each -> duel(each).model(each.side())),
                Cells.whole("msg_index", each -> 2L * each.turn().index() + 1),
                Cells.text("opening_msg", each -> duel(each).openingMessage()),
                Cells.field("conversation_a", Cells.CONVERSATION, each -> until(each.turn(), Side.LEFT)),
                Cells.field("conversation_b", Cells.CONVERSATION, each -> until(each.turn(), Side.RIGHT)),
                Cells.text("model_pos", each -> each.side().letter()),
                Cells.whole("conv_turns", each -> each.turn().index() + 1L),
                Cells.text("conversation_pair_id", each -> duel(each).pairId()),
                Cells.text("conv_a_id", each -> duel(each).conversation(Side.LEFT)),
                Cells.text("conv_b_id", each -> duel(each).conversation(Side.RIGHT)),
                Cells.text("refers_to_conv_id", each -> duel(each).conversation(each.side())),
                Cells.text("session_hash", each -> duel(each).session()),
                Cells.text("visitor_id", each -> duel(each).voter()),
                Cells.maybeText("response_content", each -> answer(each).map(DuelEvent.Answered::text)),
                Cells.text(
                        "question_content", each -> each.turn().turn().asked().prompt()),
                Cells.flag("liked", each -> each.reaction().liked()),
                Cells.flag("disliked", each -> !each.reaction().liked()),
                Cells.maybeText("comment", each -> each.reaction().comment().map(Comment::text)),
                ticked(Tag.USEFUL),
                ticked(Tag.CREATIVE),
                ticked(Tag.COMPLETE),
                ticked(Tag.CLEAR_FORMATTING),
                ticked(Tag.INCORRECT),
                ticked(Tag.SUPERFICIAL),
                ticked(Tag.INSTRUCTIONS_NOT_FOLLOWED),
                Cells.texts("model_pair_name", each -> Cells.pairNames(duel(each))),
                Cells.whole("msg_rank", each -> (long) each.turn().index()),
                Cells.text(
                        "question_id",
                        each -> duel(each).pairId() + AND + each.turn().index()),
                Cells.none("system_prompt", Cells.TEXT));
        return new Table<>(
                "reactions",
                Cells.all(
                        fields,
                        JouteColumns.lifted(JouteColumns.ofTurn(), PublishedDuel.Reaction::turn),
                        JouteColumns.lifted(JouteColumns.ofDuel(), ComparIa::duel)));
    }

    /** Their word for a mode. */
    static String mode(Mode mode) {
        return switch (mode) {
            case RANDOM -> "random";
            case CHOSEN -> "custom";
            case SMALL_ONLY -> "small-models";
            case BIG_VERSUS_SMALL -> "big-vs-small";
            case SAME_FAMILY -> "same-family";
            case TEACHER_STUDENT -> "teacher-student";
        };
    }

    private static Optional<String> chosen(PublishedDuel.Turn turn) {
        return turn.choice().flatMap(choice -> switch (choice) {
            case A -> Optional.of(turn.of().model(Side.LEFT));
            case B -> Optional.of(turn.of().model(Side.RIGHT));
            case BOTH_GOOD, BOTH_BAD, ABSTAIN -> Optional.empty();
        });
    }

    /** Whether a turn has a row among the votes. */
    static boolean isVote(PublishedDuel.Turn turn) {
        return turn.choice().filter(Choice::compares).isPresent();
    }

    private static boolean ticked(PublishedDuel.Turn turn, Side side, Tag tag) {
        return turn.turn()
                .vote()
                .map(cast -> cast.vote().tags().getOrDefault(side, Set.of()).contains(tag))
                .orElse(false);
    }

    private static Table.Field<PublishedDuel.Reaction> ticked(Tag tag) {
        return Cells.flag(tag.key(), each -> each.reaction().tags().contains(tag));
    }

    private static Table.Field<PublishedDuel> conversation(String name, Side side) {
        return Cells.field(
                name,
                Cells.CONVERSATION,
                duel -> Cells.conversation(duel, side, duel.duel().turns().size()));
    }

    private static Table.Field<PublishedDuel.Turn> turnConversation(String name, Side side) {
        return Cells.field(name, Cells.CONVERSATION, turn -> until(turn, side));
    }

    private static Cell until(PublishedDuel.Turn turn, Side side) {
        return Cells.conversation(turn.of(), side, turn.index() + 1);
    }

    private static Table.Field<PublishedDuel.Turn> comment(String name, Side side) {
        return Cells.maybeText(name, turn -> comment(turn, side));
    }

    static Optional<String> comment(PublishedDuel.Turn turn, Side side) {
        return turn.turn()
                .vote()
                .map(DuelEvent.VoteCast::vote)
                .map(Vote::comments)
                .flatMap(comments -> Optional.ofNullable(comments.get(side)).map(Comment::text));
    }

    private static PublishedDuel duel(PublishedDuel.Reaction reaction) {
        return reaction.turn().of();
    }

    private static Optional<DuelEvent.Answered> answer(PublishedDuel.Reaction reaction) {
        return reaction.turn().turn().answered(reaction.side());
    }

    private static long reactionNumber(PublishedDuel.Reaction reaction) {
        return (duel(reaction).number() * 100 + reaction.turn().index()) * 2 + (reaction.side() == Side.LEFT ? 0 : 1);
    }

    private static List<DuelEvent.Answered> all(PublishedDuel duel, Side side) {
        return duel.answers(side, duel.duel().turns().size());
    }

    private static long tokens(PublishedDuel duel, Side side) {
        return PublishedDuel.outputTokens(all(duel, side));
    }

    private static double total(ModelCard card) {
        return card.total().mid();
    }

    private static double active(ModelCard card) {
        return card.active().mid();
    }
}
