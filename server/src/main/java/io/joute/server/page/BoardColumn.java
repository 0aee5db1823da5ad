package io.joute.server.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a leaderboard can tell of a model, in the order of its columns. */
public enum BoardColumn {
    RANK(Shown.ALWAYS, First.LEAST),
    MODEL(Shown.ALWAYS, First.LEAST),
    RATING(Shown.USUALLY, First.MOST),
    INTERVAL(Shown.USUALLY, First.NONE),
    TIER(Shown.USUALLY, First.LEAST),
    VOTES(Shown.USUALLY, First.MOST),
    WON(Shown.USUALLY, First.MOST),
    ENERGY(Shown.USUALLY, First.LEAST),
    ENERGY_TOKENS(Shown.WHEN_ASKED, First.LEAST),
    ENERGY_CLASS(Shown.WHEN_ASKED, First.LEAST),
    APART(Shown.USUALLY, First.NONE),
    OPENNESS(Shown.USUALLY, First.LEAST),
    SIZE(Shown.WHEN_ASKED, First.LEAST),
    PARAMETERS(Shown.WHEN_ASKED, First.LEAST),
    MAKER(Shown.WHEN_ASKED, First.LEAST),
    LICENCE(Shown.WHEN_ASKED, First.LEAST),
    ARCHITECTURE(Shown.WHEN_ASKED, First.LEAST),
    RELEASE(Shown.WHEN_ASKED, First.MOST),
    FAILURES(Shown.WHEN_ASKED, First.LEAST),
    QUALITIES(Shown.WHEN_ASKED, First.NONE);

    /** What stands for all of them in addresses. */
    static final String ALL = "all";

    private enum Shown {
        ALWAYS,
        USUALLY,
        WHEN_ASKED
    }

    private enum First {
        LEAST,
        MOST,
        /** Not sorted by. */
        NONE
    }

    private final Shown shown;
    private final First first;

    BoardColumn(Shown shown, First first) {
        this.shown = shown;
        this.first = first;
    }

    /** Those shown when nothing is asked. */
    static Set<BoardColumn> usual() {
        return choosable().stream()
                .filter(column -> column.shown == Shown.USUALLY)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those that may be chosen. */
    static List<BoardColumn> choosable() {
        return Arrays.stream(values())
                .filter(column -> column.shown != Shown.ALWAYS)
                .toList();
    }

    /** Its name in addresses and in the keys of its words. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean always() {
        return shown == Shown.ALWAYS;
    }

    /** Whether rows can be put in its order. */
    boolean sorts() {
        return first != First.NONE;
    }

    /** Whether its order begins with the greatest, the best or the latest. */
    boolean mostFirst() {
        return first == First.MOST;
    }
}
