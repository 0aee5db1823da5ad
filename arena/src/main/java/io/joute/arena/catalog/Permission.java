package io.joute.arena.catalog;

/** What a licence says of some use. */
public enum Permission {
    ALLOWED,
    /** Allowed to some, or for something in return. */
    CONDITIONS,
    FORBIDDEN,
    /** Not known, or settled by contract. */
    UNKNOWN
}
