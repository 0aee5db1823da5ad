package io.joute.base.chat;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A token and what else might have stood in its place, before temperature and the other settings of the drawing.
 *
 * @param token what stands there
 * @param logProbability natural logarithm, 0 or below; empty for a token with nothing before it
 * @param likeliest the likeliest tokens at this place, likeliest first, this one among them or not
 */
public record TokenOdds(Token token, OptionalDouble logProbability, List<Candidate> likeliest) {
    public TokenOdds {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(logProbability, "logProbability");
        logProbability.ifPresent(TokenOdds::requireLogarithm);
        likeliest = List.copyOf(likeliest);
    }

    /**
     * A token.
     *
     * @param id its id
     * @param text its characters, U+FFFD for parts of one; a special token's spelling
     * @param utf8 its bytes, 0 to 255 each; none of a special token
     */
    public record Token(int id, String text, List<Integer> utf8) {
        public Token {
            Objects.requireNonNull(text, "text");
            utf8 = List.copyOf(utf8);
        }
    }

    /**
     * A token that might have come.
     *
     * @param token it
     * @param logProbability natural logarithm, 0 or below
     */
    public record Candidate(Token token, double logProbability) {
        public Candidate {
            Objects.requireNonNull(token, "token");
            requireLogarithm(logProbability);
        }
    }

    private static void requireLogarithm(double logProbability) {
        if (!(logProbability <= 0)) {
            throw new IllegalArgumentException("log-probability is " + logProbability + ", expected 0 or below");
        }
    }
}
