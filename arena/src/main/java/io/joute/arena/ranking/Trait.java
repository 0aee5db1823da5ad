package io.joute.arena.ranking;

/** A trait of style that a board can control for. */
public enum Trait {
    LENGTH("length"),
    HEADERS("headers"),
    LISTS("lists"),
    BOLD("bold");

    private final String key;

    Trait(String key) {
        this.key = key;
    }

    /** Its name in commands and exports. */
    public String key() {
        return key;
    }

    /** How much more of it one answer has than another: (a − b) / (a + b + 1), between −1 and 1. */
    double difference(Style one, Style other) {
        double a = amount(one);
        double b = amount(other);
        return (a - b) / (a + b + 1);
    }

    private double amount(Style style) {
        return switch (this) {
            case LENGTH -> style.tokens();
            case HEADERS -> style.headers();
            case LISTS -> style.listItems();
            case BOLD -> style.bold();
        };
    }
}
