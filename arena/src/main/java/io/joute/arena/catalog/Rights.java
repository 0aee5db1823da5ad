package io.joute.arena.catalog;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is public of a model, and what one may do with it.
 *
 * @param publicData whether its training data are public, if known
 * @param publicCode whether the code that trained it is public, if known
 * @param commercialUse whether one may earn money with it
 * @param outputReuse whether its answers may train other models
 * @param conditions of these, by language code
 * @param euHostable whether it may be run in the European Union, if known
 */
public record Rights(
        Optional<Boolean> publicData,
        Optional<Boolean> publicCode,
        Permission commercialUse,
        Permission outputReuse,
        Map<String, String> conditions,
        Optional<Boolean> euHostable) {
    /** Nothing known. */
    public static final Rights UNKNOWN = new Rights(
            Optional.empty(), Optional.empty(), Permission.UNKNOWN, Permission.UNKNOWN, Map.of(), Optional.empty());

    public Rights {
        Objects.requireNonNull(publicData, "publicData");
        Objects.requireNonNull(publicCode, "publicCode");
        Objects.requireNonNull(commercialUse, "commercialUse");
        Objects.requireNonNull(outputReuse, "outputReuse");
        Objects.requireNonNull(euHostable, "euHostable");
        conditions = Map.copyOf(conditions);
    }
}
