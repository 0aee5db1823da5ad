package io.joute.arena.catalog;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is known of a model.
 *
 * @param id stable, lower case, of letters, digits, dots and hyphens
 * @param name as its maker writes it
 * @param family for the same-family lesson, such as {@code Llama 3.1}
 * @param maker who published it
 * @param country where the maker is, as an ISO 3166 code
 * @param releaseDate year-month or day, ISO 8601
 * @param licence its name
 * @param openness what is public
 * @param total parameters in all
 * @param active parameters used for one token; equal to {@code total} for dense models
 * @param estimated whether the numbers of parameters are an outsider's estimate
 * @param contextLength tokens, when known
 * @param quantisation such as {@code Q8_0}, when it runs from a file
 * @param energyZone electricity mix of its data centre, ISO 3166 alpha-3 or {@code WOR}
 * @param pue power usage effectiveness of its data centre
 * @param distilledFrom id of its teacher, if it was distilled
 * @param description by language code
 * @param training how it was trained, when Joute did it
 * @param checkpoint path of its file, when this machine runs it
 * @param status whether it takes part
 * @param details what else is known
 */
public record ModelCard(
        String id,
        String name,
        String family,
        String maker,
        String country,
        String releaseDate,
        String licence,
        Openness openness,
        ParameterCount total,
        ParameterCount active,
        boolean estimated,
        Optional<Integer> contextLength,
        Optional<String> quantisation,
        String energyZone,
        double pue,
        Optional<String> distilledFrom,
        Map<String, String> description,
        Optional<Training> training,
        Optional<String> checkpoint,
        ModelStatus status,
        Details details) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}(-\\d{2})?");

    public ModelCard {
        require(ID.matcher(id).matches(), "id", id, "lower-case letters, digits, dots and hyphens");
        require(!name.isBlank(), "name", name, "some text");
        require(!maker.isBlank(), "maker", maker, "some text");
        require(DATE.matcher(releaseDate).matches(), "releaseDate", releaseDate, "YYYY-MM or YYYY-MM-DD");
        Objects.requireNonNull(openness, "openness");
        require(active.high() <= total.high(), "active", active, "at most the total " + total);
        require(pue >= 1 && pue <= 3, "pue", pue, "1 to 3");
        description = Map.copyOf(description);
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(details, "details");
        require(
                openness != Openness.OPEN_SOURCE
                        || (details.rights().publicData().orElse(true)
                                && details.rights().publicCode().orElse(true)),
                "openness",
                openness,
                "SEMI_OPEN where training data or code are not public");
    }

    // checkstyle off: ParameterNumber because it is the record's own, without the last component
    /** A card of which nothing more is known. */
    public ModelCard(
            String id,
            String name,
            String family,
            String maker,
            String country,
            String releaseDate,
            String licence,
            Openness openness,
            ParameterCount total,
            ParameterCount active,
            boolean estimated,
            Optional<Integer> contextLength,
            Optional<String> quantisation,
            String energyZone,
            double pue,
            Optional<String> distilledFrom,
            Map<String, String> description,
            Optional<Training> training,
            Optional<String> checkpoint,
            ModelStatus status) {
        this(
                id,
                name,
                family,
                maker,
                country,
                releaseDate,
                licence,
                openness,
                total,
                active,
                estimated,
                contextLength,
                quantisation,
                energyZone,
                pue,
                distilledFrom,
                description,
                training,
                checkpoint,
                status,
                Details.NONE);
    }
    // checkstyle on: ParameterNumber

    /** Its class on {@code scale}, by the middle of its range. */
    public SizeClass sizeClass(SizeScale scale) {
        return scale.classOf(total.mid());
    }

    /** Whether it says where answers come from: a file here, or an endpoint. */
    public boolean reachable() {
        return checkpoint.isPresent() || details.serving().endpoint().isPresent();
    }

    /** Copy with another status. */
    public ModelCard withStatus(ModelStatus other) {
        return with(other, details);
    }

    /** Copy that says more. */
    public ModelCard withDetails(Details other) {
        return with(status, other);
    }

    private ModelCard with(ModelStatus otherStatus, Details otherDetails) {
        return new ModelCard(
                id,
                name,
                family,
                maker,
                country,
                releaseDate,
                licence,
                openness,
                total,
                active,
                estimated,
                contextLength,
                quantisation,
                energyZone,
                pue,
                distilledFrom,
                description,
                training,
                checkpoint,
                otherStatus,
                otherDetails);
    }

    /** Copy that was trained so. */
    public ModelCard withTraining(Optional<Training> told) {
        return new ModelCard(
                id,
                name,
                family,
                maker,
                country,
                releaseDate,
                licence,
                openness,
                total,
                active,
                estimated,
                contextLength,
                quantisation,
                energyZone,
                pue,
                distilledFrom,
                description,
                told,
                checkpoint,
                status,
                details);
    }

    /** Copy that this machine runs, from a file. */
    public ModelCard runningFrom(String file, int tokens, String stored) {
        return new ModelCard(
                id,
                name,
                family,
                maker,
                country,
                releaseDate,
                licence,
                openness,
                total,
                active,
                estimated,
                Optional.of(tokens),
                Optional.of(stored),
                energyZone,
                pue,
                distilledFrom,
                description,
                training,
                Optional.of(file),
                status,
                details);
    }

    /** Copy that an endpoint answers for. */
    public ModelCard servedBy(String endpoint) {
        Serving now = details.serving();
        Serving served =
                new Serving(Optional.of(endpoint), now.upstreamModel(), now.price(), now.rateLimited(), now.sha256());
        return withDetails(new Details(details.background(), details.build(), details.rights(), served));
    }

    /** The cards of {@code cards} that may be drawn. */
    public static List<ModelCard> enabled(List<ModelCard> cards) {
        return cards.stream()
                .filter(card -> card.status() == ModelStatus.ENABLED)
                .toList();
    }

    private static void require(boolean holds, String field, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("card field " + field + " is '" + found + "', expected " + expected);
        }
    }
}
