package io.joute.cli;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.energy.EnergyRequest;
import io.joute.arena.energy.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be told of a model whose card is made. */
final class CardOptions {
    @Option(names = "--id", paramLabel = "ID", description = "Id of the card; the file's name when not told.")
    @Nullable
    String id;

    @Option(names = "--name", paramLabel = "TEXT", description = "As its maker writes it.")
    @Nullable
    String name;

    @Option(names = "--maker", paramLabel = "TEXT", description = "Who published it.")
    @Nullable
    String maker;

    @Option(
            names = "--country",
            defaultValue = "",
            paramLabel = "CC",
            description = "Where the maker is, as two letters.")
    String country = "";

    @Option(names = "--family", paramLabel = "TEXT", description = "Such as \"Llama 3.2\".")
    @Nullable
    String family;

    @Option(names = "--released", paramLabel = "YYYY-MM[-DD]", description = "When it was published.")
    @Nullable
    String released;

    @Option(names = "--licence", paramLabel = "TEXT", description = "Its name.")
    @Nullable
    String licence;

    @Option(
            names = "--openness",
            defaultValue = "SEMI_OPEN",
            paramLabel = "NAME",
            description = "OPEN_SOURCE, SEMI_OPEN (weights only, the default) or PROPRIETARY.")
    Openness openness = Openness.SEMI_OPEN;

    @Option(
            names = "--active",
            paramLabel = "B",
            converter = RangeConverter.class,
            description = "Billions of parameters used for a token; all of them when not told.")
    @Nullable
    Range active;

    @Option(
            names = "--zone",
            defaultValue = EnergyRequest.WORLD,
            paramLabel = "ZONE",
            description = "Electricity mix of the data centre that its estimates are made for; WOR when not told.")
    String zone = "";

    @Option(
            names = "--pue",
            defaultValue = "1.2",
            paramLabel = "X",
            description = "PUE of that data centre; 1.2 when not told.")
    double pue;

    @Option(names = "--distilled-from", paramLabel = "ID", description = "Its teacher, if it was distilled.")
    @Nullable
    String distilledFrom;

    @Option(names = "--description-fr", paramLabel = "TEXT", description = "What visitors read of it, in French.")
    @Nullable
    String descriptionFr;

    @Option(names = "--description-en", paramLabel = "TEXT", description = "What visitors read of it, in English.")
    @Nullable
    String descriptionEn;

    /**
     * The card of a file.
     *
     * @throws CommandFailure naming everything that neither the file nor an option tells
     */
    ModelCard card(ModelFacts facts) {
        List<String> missing = new ArrayList<>();
        ParameterCount total = ParameterCount.of(facts.parameters() / 1e9);
        String shownName = told(name, facts.name(), "--name", missing);
        String shownMaker = told(maker, facts.maker(), "--maker", missing);
        String shownLicence = told(licence, facts.licence(), "--licence", missing);
        String shownDate = told(released, facts.released(), "--released", missing);
        if (!missing.isEmpty()) {
            throw new CommandFailure(
                    Exit.USAGE, facts.path() + " does not tell all of its card: add " + String.join(", ", missing));
        }
        try {
            return new ModelCard(
                    id == null ? ModelFile.id(facts.path()) : id,
                    shownName,
                    family == null ? facts.family().orElse(shownName) : family,
                    shownMaker,
                    country,
                    shownDate,
                    shownLicence,
                    openness,
                    total,
                    active == null ? total : new ParameterCount(active.low(), active.high()),
                    false,
                    Optional.of(facts.contextLength()),
                    Optional.of(facts.quantisation()),
                    zone,
                    pue,
                    Optional.ofNullable(distilledFrom),
                    description(),
                    Optional.empty(),
                    Optional.of(facts.path().toString()),
                    ModelStatus.ENABLED);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static String told(@Nullable String option, Optional<String> file, String name, List<String> missing) {
        String value = option == null ? file.orElse("") : option;
        if (value.isBlank()) {
            missing.add(name);
        }
        return value;
    }

    private Map<String, String> description() {
        Map<String, String> texts = new HashMap<>();
        if (descriptionFr != null) {
            texts.put("fr", descriptionFr);
        }
        if (descriptionEn != null) {
            texts.put("en", descriptionEn);
        }
        return texts;
    }
}
