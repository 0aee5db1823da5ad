package io.joute.server.page;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.SizeScale;
import io.joute.arena.energy.EnergyClass;
import io.joute.arena.energy.Estimates;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Something by which the catalogue can be sifted. */
enum ModelFacet {
    MAKER,
    SIZE,
    OPENNESS,
    LICENCE,
    ENERGY,
    ARCHITECTURE,
    LANGUAGE,
    WHERE;

    /**
     * What cards are seen against.
     *
     * @param scale of size classes
     * @param playing ids of the models that can be drawn now
     */
    record Sight(SizeScale scale, Set<String> playing) {
        Sight {
            playing = Set.copyOf(playing);
        }

        /** Whether a model plays here, has left the lists, or is in the catalogue only. */
        String where(ModelCard card) {
            if (card.status() == ModelStatus.ARCHIVED) {
                return card.reachable() ? "archived" : "elsewhere";
            }
            return playing.contains(card.id()) ? "here" : "elsewhere";
        }
    }

    /** Its name in addresses, and the end of its sentence's key. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The values that a card has. */
    List<String> of(ModelCard card, Sight sight) {
        return switch (this) {
            case MAKER -> List.of(card.maker());
            case SIZE -> List.of(card.sizeClass(sight.scale()).name());
            case OPENNESS -> List.of(lower(card.openness()));
            case LICENCE -> List.of(card.licence());
            case ENERGY -> classes(Estimates.classOf(card));
            case ARCHITECTURE -> List.of(lower(card.details().build().architecture()));
            case LANGUAGE -> card.details().background().languages();
            case WHERE -> List.of(sight.where(card));
        };
    }

    private static List<String> classes(EnergyClass.Span span) {
        return Stream.of(EnergyClass.values())
                .filter(each -> each.compareTo(span.best()) >= 0 && each.compareTo(span.worst()) <= 0)
                .map(EnergyClass::name)
                .toList();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
