package io.joute.arena.board;

import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Mode;
import io.joute.arena.prompt.Subject;
import io.joute.arena.ranking.Comparison;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * A vote that others published.
 *
 * @param id made of the source's kind and its own id for the vote: the same vote read again has the same one
 * @param source where it was published, such as {@code comparia-votes}
 * @param at when it was cast
 * @param mode how its models were drawn, as far as that is told
 * @param subject what was asked about, as far as that is told
 * @param castBy who cast it
 * @param comparison what was compared, side A first; the voter is a pseudonym of the source's
 */
public record ImportedVote(
        DuelId id, String source, Instant at, Mode mode, Subject subject, CastBy castBy, Comparison comparison) {
    private static final int DIGITS = 32;

    public ImportedVote {
        if (source.isBlank()) {
            throw new IllegalArgumentException("the source of a vote is blank, expected its name");
        }
        Objects.requireNonNull(comparison, "comparison");
    }

    /** The id of a vote that a source knows by {@code key}. */
    public static DuelId id(String source, String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] sum = digest.digest((source + '\n' + key).getBytes(StandardCharsets.UTF_8));
            return new DuelId(HexFormat.of().formatHex(sum).substring(0, DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    CountedVote counted() {
        return new CountedVote(
                id, 0, at, mode, "", subject, false, comparison, Optional.empty(), castBy, Optional.of(source));
    }
}
