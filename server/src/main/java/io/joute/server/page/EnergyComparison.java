package io.joute.server.page;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Reveal;
import io.joute.arena.duel.Side;
import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.energy.EnergyRatio;
import io.joute.arena.energy.EnergyRequest;
import io.joute.arena.energy.EnergyResult;
import io.joute.arena.energy.Equivalents;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What both sides are estimated to have taken, by each method. */
final class EnergyComparison {
    private final Words words;
    private final Figures figures;
    private final Cards cards;

    EnergyComparison(Words words, Cards cards) {
        this.words = words;
        this.figures = new Figures(words);
        this.cards = cards;
    }

    /** One view a method, the newest method chosen; empty when a card is gone. */
    List<EnergyView> of(Reveal reveal, Voice voice) {
        Optional<ModelCard> left = reveal.left().card();
        Optional<ModelCard> right = reveal.right().card();
        if (left.isEmpty() || right.isEmpty()) {
            return List.of();
        }
        List<EnergyView> views = new ArrayList<>();
        List<EnergyMethod> methods = EnergyMethod.all();
        for (int i = 0; i < methods.size(); i++) {
            EnergyResult a = result(methods.get(i), left.get(), reveal.left());
            EnergyResult b = result(methods.get(i), right.get(), reveal.right());
            double top = Math.max(
                    Estimates.shown(a.energy()).high(),
                    Estimates.shown(b.energy()).high());
            views.add(new EnergyView(
                    "m" + i,
                    label(a.energy()),
                    i == methods.size() - 1,
                    sentence(EnergyRatio.of(a.energy(), b.energy()), reveal, voice),
                    card(Side.LEFT, reveal.left(), a, Estimates.shown(a.energy()), top),
                    card(Side.RIGHT, reveal.right(), b, Estimates.shown(b.energy()), top)));
        }
        return views;
    }

    /** Method and version, as they stand beside every figure. */
    String label(Estimate estimate) {
        return words.say("energy.method.version", estimate.method(), estimate.version());
    }

    private static EnergyResult result(EnergyMethod method, ModelCard card, Reveal.Contender contender) {
        return Estimates.of(method, card, contender.allTurns().usage().outputTokens());
    }

    private EnergyCard card(Side side, Reveal.Contender contender, EnergyResult result, Estimate energy, double top) {
        ModelCard card = contender.card().orElseThrow();
        Equivalents same = Equivalents.of(result);
        String letter = side.letter().toUpperCase(Locale.ROOT);
        return new EnergyCard(
                side.letter(),
                words.say("energy.card", letter),
                card.name(),
                cards.shortParameters(card),
                words.count("figure.tokens", contender.allTurns().usage().outputTokens()),
                figures.energy(energy.mid()),
                figures.energy(energy.low(), energy.high()),
                label(energy),
                words.say(
                        "energy.interval",
                        figures.energy(energy.low(), energy.high()),
                        label(energy),
                        zone(result.zone()),
                        figures.number(Math.round(result.mixKgPerKwh() * 1000)),
                        figures.fixed(card.pue(), 2)),
                Bar.between(0, top, energy.low(), energy.mid(), energy.high()),
                figures.mass(result.emissions().mid()),
                figures.truncated(same.ledBulb()),
                figures.truncated(same.video()),
                cards.energyClass(card),
                words.say("energy.class.note", Cards.CLASS_METHOD),
                measured(contender));
    }

    /** What was read here, beside the estimate and never part of it. */
    private String measured(Reveal.Contender contender) {
        MeterWords meters = new MeterWords(words);
        return contender.allTurns().measured().stream()
                .map(read -> words.say(
                        "energy.measured",
                        figures.energy(read.value()),
                        figures.energy(read.low(), read.high()),
                        meters.meter(read)))
                .collect(Collectors.joining(" · "));
    }

    /** The country of an electricity mix, in words. */
    String zone(String alpha3) {
        if (alpha3.equals(EnergyRequest.WORLD)) {
            return words.say("energy.zone.world");
        }
        return Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream()
                .map(alpha2 -> Locale.of("", alpha2))
                .filter(country -> country.getISO3Country().equals(alpha3))
                .map(country -> country.getDisplayCountry(words.language().locale()))
                .findFirst()
                .orElse(alpha3);
    }

    private String sentence(EnergyRatio ratio, Reveal reveal, Voice voice) {
        return switch (ratio) {
            case EnergyRatio.Times times -> sentence(times, reveal, voice);
            case EnergyRatio.NoClearDifference _ -> words.say("energy.ratio.none");
            case EnergyRatio.NotComparable _ -> words.say("energy.ratio.not");
        };
    }

    private String sentence(EnergyRatio.Times times, Reveal reveal, Voice voice) {
        Side more = times.firstUsedMore() ? Side.LEFT : Side.RIGHT;
        String key = reveal.preferred()
                .map(side -> voice.key(side == more ? "energy.ratio.won" : "energy.ratio.smaller"))
                .orElse("energy.ratio");
        return words.say(
                key,
                cards.name(reveal.contender(more).modelId()),
                figures.significant(times.times(), 2),
                cards.name(reveal.contender(more.other()).modelId()));
    }
}
