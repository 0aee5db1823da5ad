package io.joute.store.file;

import io.joute.arena.catalog.Architecture;
import io.joute.arena.catalog.Background;
import io.joute.arena.catalog.Build;
import io.joute.arena.catalog.Details;
import io.joute.arena.catalog.Input;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.catalog.Permission;
import io.joute.arena.catalog.Reasoning;
import io.joute.arena.catalog.Rights;
import io.joute.arena.catalog.Serving;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A card as it stands in a file; what its fields mean is in {@code catalog/card.schema.json}. */
record CardForm(
        String id,
        String name,
        Optional<String> family,
        Optional<String> generation,
        Maker maker,
        String releaseDate,
        Optional<String> knowledgeCutoff,
        Optional<List<String>> languages,
        Optional<Map<String, String>> description,
        Optional<Map<String, String>> sizeNote,
        Optional<Map<String, String>> didYouKnow,
        Optional<List<Background.Link>> links,
        Optional<List<String>> distilledFrom,
        Optional<Double> totalParameters,
        Optional<Double> activeParameters,
        Optional<Ranges> parameterRange,
        Optional<Boolean> estimated,
        Optional<String> estimateSource,
        Optional<String> architecture,
        Optional<Integer> contextLength,
        Optional<Integer> vocabularySize,
        Optional<String> quantisation,
        String licence,
        boolean publicWeights,
        Optional<Boolean> publicTrainingData,
        Optional<Boolean> publicTrainingCode,
        Optional<String> commercialUse,
        Optional<String> outputReuse,
        Optional<Map<String, String>> conditions,
        Optional<Boolean> euHostable,
        Optional<Set<String>> inputs,
        Optional<String> reasoning,
        Optional<Integer> maxOutputTokens,
        Optional<String> templateFamily,
        String status,
        Optional<String> endpoint,
        Optional<String> upstreamModel,
        Optional<Serving.Price> price,
        Optional<Boolean> rateLimited,
        Optional<String> checkpoint,
        Optional<String> sha256,
        Optional<String> energyZone,
        Optional<Double> pue) {
    private static final String WORLD = "WOR";
    private static final double USUAL_PUE = 1.2;

    /** Who published a model. */
    record Maker(String name, Optional<String> country) {}

    /** Two ends. */
    record Ends(double low, double high) {
        ParameterCount count() {
            return new ParameterCount(low, high);
        }
    }

    /** Sizes of which only a range is known. */
    record Ranges(Optional<Ends> total, Optional<Ends> active) {}

    ModelCard card() {
        List<String> teachers = distilledFrom.orElse(List.of());
        ParameterCount total = parameterRange
                .flatMap(Ranges::total)
                .map(Ends::count)
                .or(() -> totalParameters.map(ParameterCount::of))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the size is missing, expected totalParameters or parameterRange.total"));
        ParameterCount active = parameterRange
                .flatMap(Ranges::active)
                .map(Ends::count)
                .or(() -> activeParameters.map(ParameterCount::of))
                .orElse(total);
        return new ModelCard(
                id,
                name,
                family.orElse(name),
                maker.name,
                maker.country.orElse(""),
                releaseDate,
                licence,
                openness(),
                total,
                active,
                estimated.orElse(false),
                contextLength,
                quantisation,
                energyZone.orElse(WORLD),
                pue.orElse(USUAL_PUE),
                teachers.stream().findFirst(),
                description.orElse(Map.of()),
                Optional.empty(),
                checkpoint,
                constant(ModelStatus.class, status),
                details(teachers.stream().skip(1).toList()));
    }

    static CardForm of(ModelCard card) {
        Details details = card.details();
        Background background = details.background();
        Build build = details.build();
        Rights rights = details.rights();
        Serving serving = details.serving();
        boolean range = card.total().isRange() || card.active().isRange();
        return new CardForm(
                card.id(),
                card.name(),
                Optional.of(card.family()),
                background.generation(),
                new Maker(card.maker(), Optional.of(card.country()).filter(code -> !code.isEmpty())),
                card.releaseDate(),
                background.knowledgeCutoff(),
                some(background.languages()),
                some(card.description()),
                some(background.sizeNote()),
                some(background.didYouKnow()),
                some(background.links()),
                some(Stream.concat(card.distilledFrom().stream(), background.otherTeachers().stream())
                        .toList()),
                range ? Optional.empty() : Optional.of(card.total().high()),
                range || card.active().equals(card.total())
                        ? Optional.empty()
                        : Optional.of(card.active().high()),
                range ? Optional.of(ranges(card)) : Optional.empty(),
                Optional.of(card.estimated()),
                build.estimateSource(),
                Optional.of(word(build.architecture())),
                card.contextLength(),
                build.vocabularySize(),
                card.quantisation(),
                card.licence(),
                card.openness() != Openness.PROPRIETARY,
                card.openness() == Openness.OPEN_SOURCE ? Optional.of(true) : rights.publicData(),
                card.openness() == Openness.OPEN_SOURCE ? Optional.of(true) : rights.publicCode(),
                Optional.of(word(rights.commercialUse())),
                Optional.of(word(rights.outputReuse())),
                some(rights.conditions()),
                rights.euHostable(),
                Optional.of(build.inputs().stream().map(CardForm::word).collect(Collectors.toCollection(TreeSet::new))),
                Optional.of(word(build.reasoning())),
                build.maxOutputTokens(),
                build.templateFamily(),
                word(card.status()),
                serving.endpoint(),
                serving.upstreamModel(),
                serving.price(),
                Optional.of(serving.rateLimited()),
                card.checkpoint(),
                serving.sha256(),
                Optional.of(card.energyZone()),
                Optional.of(card.pue()));
    }

    private Openness openness() {
        if (!publicWeights) {
            return Openness.PROPRIETARY;
        }
        boolean all = publicTrainingData.orElse(false) && publicTrainingCode.orElse(false);
        return all ? Openness.OPEN_SOURCE : Openness.SEMI_OPEN;
    }

    private Details details(List<String> otherTeachers) {
        return new Details(
                new Background(
                        generation,
                        knowledgeCutoff,
                        languages.orElse(List.of()),
                        otherTeachers,
                        sizeNote.orElse(Map.of()),
                        didYouKnow.orElse(Map.of()),
                        links.orElse(List.of())),
                new Build(
                        constant(Architecture.class, architecture.orElse("unknown")),
                        estimateSource,
                        vocabularySize,
                        inputs.orElse(Set.of("text")).stream()
                                .map(input -> constant(Input.class, input))
                                .collect(Collectors.toUnmodifiableSet()),
                        constant(Reasoning.class, reasoning.orElse("unknown")),
                        maxOutputTokens,
                        templateFamily),
                new Rights(
                        publicTrainingData,
                        publicTrainingCode,
                        constant(Permission.class, commercialUse.orElse("unknown")),
                        constant(Permission.class, outputReuse.orElse("unknown")),
                        conditions.orElse(Map.of()),
                        euHostable),
                new Serving(endpoint, upstreamModel, price, rateLimited.orElse(false), sha256));
    }

    private static Ranges ranges(ModelCard card) {
        return new Ranges(Optional.of(ends(card.total())), Optional.of(ends(card.active())));
    }

    private static Ends ends(ParameterCount count) {
        return new Ends(count.low(), count.high());
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <T> Optional<List<T>> some(List<T> list) {
        return Optional.of(list).filter(all -> !all.isEmpty());
    }

    private static Optional<Map<String, String>> some(Map<String, String> texts) {
        return Optional.of(texts).filter(all -> !all.isEmpty());
    }
}
