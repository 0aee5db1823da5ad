package io.joute.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.joute.arena.catalog.Build;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.catalog.Rights;
import io.joute.arena.catalog.SizeScale;
import io.joute.arena.catalog.Training;
import java.util.List;
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
        BuildBody build,
        RightsBody rights,
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
                BuildBody.of(card.details().build()),
                RightsBody.of(card.details().rights()),
                lower(card.status()));
    }

    /** Billions of parameters; both ends are equal when the number is known. */
    record Billions(double low, double high) {
        static Billions of(ParameterCount count) {
            return new Billions(count.low(), count.high());
        }
    }

    /** How a model is made, and what it can take. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record BuildBody(
            String architecture,
            Optional<String> estimateSource,
            Optional<Integer> vocabularySize,
            List<String> inputs,
            String reasoning,
            Optional<Integer> maxOutputTokens) {
        static BuildBody of(Build build) {
            return new BuildBody(
                    lower(build.architecture()),
                    build.estimateSource(),
                    build.vocabularySize(),
                    build.inputs().stream().sorted().map(CardBody::lower).toList(),
                    lower(build.reasoning()),
                    build.maxOutputTokens());
        }
    }

    /** What is public of a model, and what one may do with it; {@code unknown} where nobody said. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record RightsBody(
            Optional<Boolean> publicData,
            Optional<Boolean> publicCode,
            String commercialUse,
            String outputReuse,
            Map<String, String> conditions,
            Optional<Boolean> euHostable) {
        static RightsBody of(Rights rights) {
            return new RightsBody(
                    rights.publicData(),
                    rights.publicCode(),
                    lower(rights.commercialUse()),
                    lower(rights.outputReuse()),
                    rights.conditions(),
                    rights.euHostable());
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
