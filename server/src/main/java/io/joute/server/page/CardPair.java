package io.joute.server.page;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.EnergyRatio;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets two cards side by side. */
final class CardPair {
    private static final long TOKENS = 1000;

    private final Words words;
    private final Figures figures;
    private final Cards cards;

    CardPair(Words words, Cards cards) {
        this.words = words;
        this.figures = new Figures(words);
        this.cards = cards;
    }

    ComparePage page(Shell shell, ModelCard a, ModelCard b) {
        double biggest = Math.max(a.total().mid(), b.total().mid());
        return new ComparePage(
                shell,
                head(a),
                head(b),
                new SizeDrawing(sizes(a, b), square(a, biggest), square(b, biggest)),
                energy(a, b),
                words.say("compare.note", Cards.CLASS_METHOD),
                rows(a, b));
    }

    private ComparePage.Head head(ModelCard card) {
        return new ComparePage.Head(card.id(), card.name(), cards.maker(card));
    }

    private SizeDrawing.Square square(ModelCard card, double biggest) {
        return new SizeDrawing.Square(
                card.name(),
                cards.parameters(card),
                SizeDrawing.side(card.total().mid(), biggest));
    }

    private String sizes(ModelCard a, ModelCard b) {
        double ratio = a.total().mid() / b.total().mid();
        if (Math.abs(ratio - 1) < 0.005) {
            return words.say("size.same");
        }
        return ratio > 1
                ? words.say("size.sentence", a.name(), figures.significant(ratio, 2), b.name())
                : words.say("size.sentence", b.name(), figures.significant(1 / ratio, 2), a.name());
    }

    private String energy(ModelCard a, ModelCard b) {
        Estimate one = estimate(a);
        Estimate other = estimate(b);
        return switch (EnergyRatio.of(one, other)) {
            case EnergyRatio.Times times ->
                words.say(
                        "compare.energy",
                        times.firstUsedMore() ? a.name() : b.name(),
                        figures.significant(times.rounded(), 2),
                        times.firstUsedMore() ? b.name() : a.name());
            case EnergyRatio.NoClearDifference ignored -> words.say("energy.ratio.none");
            case EnergyRatio.NotComparable ignored -> words.say("energy.ratio.not");
        };
    }

    private static Estimate estimate(ModelCard card) {
        return Estimates.of(new EcoLogits09(), card, TOKENS).energy();
    }

    /** Every fact that one of them tells, in the order of a card. */
    private List<ComparePage.Row> rows(ModelCard a, ModelCard b) {
        Map<String, String> left = byName(a);
        Map<String, String> right = byName(b);
        Map<String, String> names = new LinkedHashMap<>(left);
        names.putAll(right);
        return names.keySet().stream()
                .map(name -> new ComparePage.Row(name, left.getOrDefault(name, "–"), right.getOrDefault(name, "–")))
                .toList();
    }

    private Map<String, String> byName(ModelCard card) {
        Map<String, String> facts = new LinkedHashMap<>();
        cards.allFacts(card).forEach((subject, told) -> told.forEach(fact -> facts.put(fact.name(), fact.value())));
        return facts;
    }
}
