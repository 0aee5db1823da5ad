package io.joute.store;

import io.joute.arena.catalog.ModelCard;

/** Cards as JSON: the components of {@link ModelCard}, whose names are on disk. */
final class CardCodec {
    /** The form written. */
    static final int VERSION = 1;

    private CardCodec() {}

    static String write(ModelCard card) {
        return Json.write(card);
    }

    static ModelCard read(int version, String payload) {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "version is " + version + ", expected " + VERSION + ": written by another version of Joute");
        }
        return Json.read(payload, ModelCard.class);
    }
}
