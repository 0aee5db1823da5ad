package io.joute.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.catalog.SizeScale;
import io.joute.arena.catalog.Training;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A card of the catalogue on the wire; where its file lies on this machine is not told. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record CardBody(
        String id,
        String name,
        String family,
        String maker,
        String country,
        String releaseDate,
        String licence,
        String openness,
        Billions totalParameters,
        Billions activeParameters,
        boolean estimated,
        String sizeClass,
        String sizeScale,
        Optional<Integer> contextLength,
        Optional<String> quantisation,
        boolean runsHere,
        Optional<String> distilledFrom,
        Map<String, String> description,
        Optional<Training> training,
        String status) {
    static CardBody of(ModelCard card) {
        return new CardBody(
                card.id(),
                card.name(),
                card.family(),
                card.maker(),
                card.country(),
                card.releaseDate(),
                card.licence(),
                lower(card.openness()),
                Billions.of(card.total()),
                Billions.of(card.active()),
                card.estimated(),
                card.sizeClass(SizeScale.DECK).name(),
                SizeScale.DECK.key(),
                card.contextLength(),
                card.quantisation(),
                card.checkpoint().isPresent(),
                card.distilledFrom(),
                card.description(),
                card.training(),
                lower(card.status()));
    }

    /** Billions of parameters; both ends are equal when the number is known. */
    record Billions(double low, double high) {
        static Billions of(ParameterCount count) {
            return new Billions(count.low(), count.high());
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
