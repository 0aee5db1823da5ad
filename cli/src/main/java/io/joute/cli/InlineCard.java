package io.joute.cli;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.energy.EnergyRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The card that the settings of an endpoint describe, if they do. */
final class InlineCard {
    private static final List<EndpointSetting> NEEDED = List.of(
            EndpointSetting.CARD_NAME,
            EndpointSetting.CARD_MAKER,
            EndpointSetting.CARD_RELEASED,
            EndpointSetting.CARD_PARAMETERS);
    private static final List<EndpointSetting> OTHERS = List.of(
            EndpointSetting.CARD_COUNTRY,
            EndpointSetting.CARD_FAMILY,
            EndpointSetting.CARD_LICENCE,
            EndpointSetting.CARD_OPENNESS,
            EndpointSetting.CARD_ACTIVE,
            EndpointSetting.CARD_ZONE,
            EndpointSetting.CARD_PUE);

    private final EndpointReader settings;

    InlineCard(EndpointReader settings) {
        this.settings = settings;
    }

    /** The id, when it is told. */
    Optional<String> id() {
        return settings.value(EndpointSetting.CARD, text -> EndpointReader.matching(text, "[a-z0-9][a-z0-9.-]{0,99}"));
    }

    /** The card; empty when nothing of it is described, or something is wrong. */
    Optional<ModelCard> read(String id, Optional<Integer> context) {
        List<EndpointSetting> absent = NEEDED.stream()
                .filter(setting -> settings.text(setting).isEmpty())
                .toList();
        boolean told =
                OTHERS.stream().anyMatch(setting -> settings.text(setting).isPresent());
        if (absent.size() == NEEDED.size() && !told) {
            return Optional.empty();
        }
        if (!absent.isEmpty()) {
            absent.forEach(setting -> settings.missing(setting, ", as the card is described here"));
            return Optional.empty();
        }
        return complete(id, context);
    }

    private Optional<ModelCard> complete(String id, Optional<Integer> context) {
        Optional<ParameterCount> total = settings.value(EndpointSetting.CARD_PARAMETERS, InlineCard::count);
        Optional<ParameterCount> active = settings.value(EndpointSetting.CARD_ACTIVE, InlineCard::count);
        Optional<Openness> openness = settings.value(EndpointSetting.CARD_OPENNESS, InlineCard::openness);
        Optional<Double> pue = settings.value(
                EndpointSetting.CARD_PUE,
                text -> EndpointReader.decimal(text).map(Number::doubleValue).filter(x -> x >= 1 && x <= 3));
        Optional<String> zone =
                settings.value(EndpointSetting.CARD_ZONE, text -> EndpointReader.matching(text, "[A-Z]{3}"));
        Optional<String> date = settings.value(
                EndpointSetting.CARD_RELEASED, text -> EndpointReader.matching(text, "\\d{4}-\\d{2}(-\\d{2})?"));
        Optional<String> country =
                settings.value(EndpointSetting.CARD_COUNTRY, text -> EndpointReader.matching(text, "[A-Z]{2}"));
        if (total.isEmpty() || date.isEmpty()) {
            return Optional.empty();
        }
        String name = settings.text(EndpointSetting.CARD_NAME).orElseThrow();
        try {
            return Optional.of(new ModelCard(
                    id,
                    name,
                    settings.text(EndpointSetting.CARD_FAMILY).orElse(name),
                    settings.text(EndpointSetting.CARD_MAKER).orElseThrow(),
                    country.orElse(""),
                    date.get(),
                    settings.text(EndpointSetting.CARD_LICENCE).orElse("proprietary"),
                    openness.orElse(Openness.PROPRIETARY),
                    total.get(),
                    active.orElse(total.get()),
                    total.get().isRange() || active.map(ParameterCount::isRange).orElse(false),
                    context,
                    Optional.empty(),
                    zone.orElse(EnergyRequest.WORLD),
                    pue.orElse(EnergyRequest.USUAL_PUE),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    ModelStatus.ENABLED));
        } catch (IllegalArgumentException e) {
            settings.problem(EndpointSetting.CARD, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<ParameterCount> count(String text) {
        String[] ends = text.split("-", -1);
        if (ends.length > 2) {
            return Optional.empty();
        }
        var low = EndpointReader.decimal(ends[0].strip());
        var high = EndpointReader.decimal(ends[ends.length - 1].strip());
        return low.flatMap(from -> high.filter(to -> from.signum() > 0 && from.compareTo(to) <= 0)
                .map(to -> new ParameterCount(from.doubleValue(), to.doubleValue())));
    }

    private static Optional<Openness> openness(String text) {
        return EndpointReader.matching(text, "open_source|semi_open|proprietary")
                .map(known -> Openness.valueOf(known.toUpperCase(Locale.ROOT)));
    }
}
