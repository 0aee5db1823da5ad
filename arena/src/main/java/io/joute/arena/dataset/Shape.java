package io.joute.arena.dataset;

/** The shape of an export: which tables, and which columns. */
public enum Shape {
    /** Joute's own: one row a turn, one value a column. */
    JOUTE("joute"),
    /** compar:IA's first datasets: conversations, votes, reactions. */
    COMPARIA("comparia"),
    /** compar:IA's second dataset: one row a turn. */
    COMPARIA_TURNS("comparia-turns"),
    /** LMArena's battles: one row a vote. */
    LMARENA("lmarena");

    private final String key;

    Shape(String key) {
        this.key = key;
    }

    /** Its name on the command line and of its folder. */
    public String key() {
        return key;
    }
}
