package io.joute.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Receipt;
import io.joute.arena.duel.Reveal;
import io.joute.arena.duel.Side;
import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.energy.EnergyResult;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Usage;
import java.util.List;
import java.util.Optional;

/** A reveal on the wire. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RevealBody(
        String id,
        String mode,
        Optional<String> preferred,
        List<DuelBodies.Ballot> votes,
        Contender a,
        Contender b,
        GenerationSettings settings,
        List<String> pool,
        double propensity,
        Optional<String> receipt) {
    static RevealBody of(Reveal reveal) {
        return new RevealBody(
                reveal.id().value(),
                reveal.mode().key(),
                reveal.preferred().map(Side::letter),
                reveal.votes().stream().map(DuelBodies.Ballot::of).toList(),
                Contender.of(reveal.left()),
                Contender.of(reveal.right()),
                reveal.settings(),
                reveal.pool(),
                reveal.propensity(),
                reveal.receipt().map(Receipt::code));
    }

    /** A model and what its answers took over all turns; emissions beside each estimate of energy. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Contender(
            String id,
            Optional<CardBody> card,
            Usage usage,
            List<Energy> estimates,
            List<Measurement> measured,
            boolean swapped,
            boolean namesItself) {
        static Contender of(Reveal.Contender contender) {
            Reveal.Cost cost = contender.allTurns();
            return new Contender(
                    contender.modelId(),
                    contender.card().map(CardBody::of),
                    cost.usage(),
                    contender.card().map(card -> energies(card, cost.usage())).orElse(List.of()),
                    cost.measured(),
                    contender.swapped(),
                    contender.namesItself());
        }

        private static List<Energy> energies(ModelCard card, Usage usage) {
            return EnergyMethod.all().stream()
                    .map(method -> Energy.of(Estimates.of(method, card, usage.outputTokens())))
                    .toList();
        }
    }

    /** Energy and emissions by one method. */
    record Energy(Estimate energy, Estimate emissions, String zone) {
        static Energy of(EnergyResult result) {
            return new Energy(result.energy(), result.emissions(), result.zone());
        }
    }
}
