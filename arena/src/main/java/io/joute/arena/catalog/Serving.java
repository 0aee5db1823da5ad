package io.joute.arena.catalog;

import java.util.Objects;
import java.util.Optional;

/**
 * How a model is reached where it does not run from a file, and how that file is known.
 *
 * @param endpoint name of the endpoint that answers for it
 * @param upstreamModel its name there
 * @param price what it costs there
 * @param rateLimited whether few answers can be had of it
 * @param sha256 of its file, 64 hexadecimal digits
 */
public record Serving(
        Optional<String> endpoint,
        Optional<String> upstreamModel,
        Optional<Price> price,
        boolean rateLimited,
        Optional<String> sha256) {
    /** Nowhere but from a file. */
    public static final Serving NONE =
            new Serving(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());

    public Serving {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(upstreamModel, "upstreamModel");
        Objects.requireNonNull(price, "price");
        sha256.filter(digest -> !digest.matches("[0-9a-f]{64}")).ifPresent(digest -> {
            throw new IllegalArgumentException(
                    "card field sha256 is '" + digest + "', expected 64 hexadecimal digits in lower case");
        });
    }

    /**
     * A price list of two lines.
     *
     * @param in for a million tokens read
     * @param out for a million tokens written
     * @param currency ISO 4217 code
     */
    public record Price(double in, double out, String currency) {
        public Price {
            if (!(in >= 0 && out >= 0) || !currency.matches("[A-Z]{3}")) {
                throw new IllegalArgumentException("price is " + in + " and " + out + " " + currency
                        + ", expected 0 or more and a currency such as EUR");
            }
        }
    }
}
