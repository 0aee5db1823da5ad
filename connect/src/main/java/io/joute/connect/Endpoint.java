package io.joute.connect;

import io.joute.connect.http.Address;
import io.joute.connect.wire.Target;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A remote model, as the operator declares it.
 *
 * @param name what the operator calls it
 * @param modelId the id of its card
 * @param provider who serves it
 * @param replicas where it is served: one address, or several of the same model
 * @param target whom to ask there
 * @param contextLength tokens that prompt and answer may take together
 * @param price what its tokens cost
 * @param perDay what it may cost a day, in the price's currency
 * @param concurrency calls at once
 * @param patience how long it may take
 */
public record Endpoint(
        String name,
        String modelId,
        Provider provider,
        List<Address> replicas,
        Target target,
        int contextLength,
        Price price,
        Optional<BigDecimal> perDay,
        int concurrency,
        Patience patience) {
    public Endpoint {
        replicas = List.copyOf(replicas);
        Objects.requireNonNull(target, "target");
        if (replicas.isEmpty() || concurrency < 1 || contextLength < 1) {
            throw new IllegalArgumentException("endpoint '" + name + "' has " + replicas.size() + " addresses, "
                    + concurrency + " calls at once, a context of " + contextLength + ", expected 1 or more of each");
        }
        if (perDay.isPresent() && !price.costs()) {
            throw new IllegalArgumentException(
                    "endpoint '" + name + "' has a limit of money and no price, expected a price to count by");
        }
    }

    /** Copy with another context. */
    public Endpoint withContextLength(int tokens) {
        return new Endpoint(name, modelId, provider, replicas, target, tokens, price, perDay, concurrency, patience);
    }
}
