package io.joute.arena.admin;

import java.util.Optional;

/** Where the hash of the administrator's password is kept. Safe for any number of threads. */
public interface StoredPassword {
    /** The hash; nothing before the first start. */
    Optional<PasswordHash> find();

    /** Replace it; the former password opens nothing when this returns. */
    void set(PasswordHash hash);
}
