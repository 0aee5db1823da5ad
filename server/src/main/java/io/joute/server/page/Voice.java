package io.joute.server.page;

/** To whom a reveal is told. */
enum Voice {
    /** Who voted. */
    VOTER(""),
    /** Anyone else. */
    OTHERS(".others");

    private final String ending;

    Voice(String ending) {
        this.ending = ending;
    }

    /** The key of a sentence that speaks of the voter. */
    String key(String key) {
        return key + ending;
    }
}
