package io.joute.arena.duel;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.Usage;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What duels stand on.
 *
 * @param contestants the models that can answer now; those whose card is enabled may be drawn
 * @param catalog the cards, for the reveal
 * @param log where everything is kept
 * @param shares links to reveals
 * @param estimates energy of an answer in Wh, one a method
 * @param meter starts to measure this machine; what it gives ends the measurement. Asked only for models that run here
 * @param clock for the times in the log
 * @param pulse for pacing and time limits
 * @param random for ids, draws and seeds
 * @param tags reasons that voters can tick
 * @param terms under which duels are played now; empty where there are none
 */
public record Grounds(
        Supplier<List<Contestant>> contestants,
        Catalog catalog,
        DuelLog log,
        Shares shares,
        BiFunction<ModelCard, Usage, List<Estimate>> estimates,
        Supplier<Supplier<Optional<Measurement>>> meter,
        Clock clock,
        Pulse pulse,
        SecureRandom random,
        VoteTags tags,
        Supplier<Optional<Terms>> terms) {
    public Grounds {
        Objects.requireNonNull(tags, "tags");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(contestants, "contestants");
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(shares, "shares");
        Objects.requireNonNull(estimates, "estimates");
        Objects.requireNonNull(meter, "meter");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(pulse, "pulse");
        Objects.requireNonNull(random, "random");
    }
}
