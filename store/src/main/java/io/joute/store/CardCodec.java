package io.joute.store;

import io.joute.arena.catalog.Details;
import io.joute.arena.catalog.ModelCard;
import java.util.Map;

/** Cards as JSON: the components of {@link ModelCard}, whose names are on disk. */
final class CardCodec {
    /** The form written. */
    static final int VERSION = 2;

    /** Without details. */
    private static final int FORMER = 1;

    private CardCodec() {}

    static String write(ModelCard card) {
        return Json.write(card);
    }

    static ModelCard read(int version, String payload) {
        if (version == FORMER) {
            return Json.read(Json.extended(payload, Map.of("details", Details.NONE)), ModelCard.class);
        }
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "version is " + version + ", expected " + VERSION + ": written by another version of Joute");
        }
        return Json.read(payload, ModelCard.class);
    }
}
