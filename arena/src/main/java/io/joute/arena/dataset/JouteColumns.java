package io.joute.arena.dataset;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.Side;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.FinishReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** What Joute knows and other datasets have no column for; in every shape these come last. */
final class JouteColumns {
    private JouteColumns() {}

    /** Of a whole duel. */
    static List<Table.Field<PublishedDuel>> ofDuel() {
        return List.of(
                Cells.text("joute_duel", PublishedDuel::id),
                Cells.text("joute_mode", duel -> duel.duel().opened().mode().key()),
                Cells.real(
                        "joute_propensity",
                        duel -> Optional.of(duel.duel().opened().propensity())),
                Cells.text(
                        "joute_pool_version",
                        duel -> version(String.join(" ", duel.duel().opened().pool()))),
                Cells.texts(
                        "joute_swapped",
                        duel -> duel.duel().swapped().stream()
                                .map(Side::letter)
                                .sorted()
                                .toList()),
                Cells.text("joute_sampler_a", JouteColumns::sampler),
                Cells.text("joute_sampler_b", JouteColumns::sampler),
                Cells.text(
                        "joute_energy_method",
                        duel -> duel.method().name() + ' ' + duel.method().version()),
                Cells.maybeText("joute_mix_a", duel -> duel.card(Side.LEFT).map(ModelCard::energyZone)),
                Cells.maybeText("joute_mix_b", duel -> duel.card(Side.RIGHT).map(ModelCard::energyZone)),
                Cells.maybeText("joute_ran_on_a", duel -> duel.card(Side.LEFT).map(JouteColumns::place)),
                Cells.maybeText("joute_ran_on_b", duel -> duel.card(Side.RIGHT).map(JouteColumns::place)),
                Cells.maybeText(
                        "joute_card_version_a", duel -> duel.card(Side.LEFT).map(JouteColumns::version)),
                Cells.maybeText(
                        "joute_card_version_b", duel -> duel.card(Side.RIGHT).map(JouteColumns::version)),
                Cells.text("joute_voter", PublishedDuel::voter),
                Cells.none("joute_room", Cells.TEXT),
                Cells.maybeText(
                        "joute_terms_version",
                        duel -> duel.duel()
                                .opened()
                                .consent()
                                .map(consent -> consent.terms().version())));
    }

    /** Of a turn, without those of its duel. */
    static List<Table.Field<PublishedDuel.Turn>> ofTurn() {
        List<Table.Field<PublishedDuel.Turn>> fields = new ArrayList<>(List.of(
                Cells.whole("joute_turn", turn -> (long) turn.index()),
                Cells.maybeText("joute_choice", turn -> turn.choice().map(Choice::key)),
                Cells.texts("joute_flags", JouteColumns::flags),
                Cells.maybeText("joute_meter", JouteColumns::meter)));
        for (Side side : Side.values()) {
            String end = '_' + side.letter();
            fields.add(Cells.maybeWhole(
                    "joute_prompt_tokens" + end,
                    turn -> turn.turn().answered(side).map(answer ->
                            (long) answer.usage().promptTokens())));
            fields.add(energy("joute_energy_wh_low" + end, side, Estimate::low));
            fields.add(energy("joute_energy_wh_mid" + end, side, Estimate::mid));
            fields.add(energy("joute_energy_wh_high" + end, side, Estimate::high));
            fields.add(Cells.real(
                    "joute_measured_wh" + end,
                    turn -> PublishedDuel.measuredWattHours(turn.turn().answered(side))));
        }
        return fields;
    }

    /** The duel's columns, for a row of a turn. */
    static List<Table.Field<PublishedDuel.Turn>> ofDuelOfTurn() {
        return lifted(ofDuel(), PublishedDuel.Turn::of);
    }

    /** Fields of what {@code inner} finds in an item. */
    static <T, U> List<Table.Field<T>> lifted(List<Table.Field<U>> fields, Function<T, U> inner) {
        return fields.stream()
                .map(field ->
                        new Table.Field<T>(field.column(), item -> field.value().apply(inner.apply(item))))
                .toList();
    }

    private static Table.Field<PublishedDuel.Turn> energy(String name, Side side, Function<Estimate, Double> figure) {
        return Cells.real(
                name,
                turn -> turn.of().wattHours(turn.turn().answered(side).stream().toList(), figure));
    }

    private static List<String> flags(PublishedDuel.Turn turn) {
        return Stream.of(Side.values())
                .flatMap(side -> turn.turn().answered(side).stream().flatMap(answer -> flags(answer, side)))
                .toList();
    }

    private static Stream<String> flags(DuelEvent.Answered answer, Side side) {
        return Stream.of(
                        answer.namesItself() ? "names_itself_" : "",
                        answer.finishReason() == FinishReason.LENGTH ? "cut_" : "",
                        answer.finishReason() == FinishReason.CANCELLED ? "stopped_" : "")
                .filter(flag -> !flag.isEmpty())
                .map(flag -> flag + side.letter());
    }

    private static Optional<String> meter(PublishedDuel.Turn turn) {
        return Stream.of(Side.values())
                .flatMap(side -> turn.turn().answered(side).stream())
                .flatMap(answer -> answer.measured().stream())
                .map(Measurement::meter)
                .findFirst();
    }

    private static String sampler(PublishedDuel duel) {
        var settings = duel.duel().opened().settings();
        return "temperature " + settings.temperature() + ", top-k " + settings.topK() + ", top-p " + settings.topP()
                + ", min-p " + settings.minP() + ", seed " + settings.seed() + ", at most "
                + settings.maxOutputTokens() + " tokens";
    }

    private static String place(ModelCard card) {
        return card.checkpoint().isPresent() ? "this machine" : "endpoint";
    }

    private static String version(ModelCard card) {
        return version(card.toString());
    }

    private static String version(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(sum.getValue());
    }
}
