package io.joute.server.page;

import io.joute.arena.catalog.Background;
import io.joute.arena.catalog.Build;
import io.joute.arena.catalog.Memory;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.SizeScale;
import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every fact of a card, by subject; what is not known is left out. */
final class CardFacts {
    private static final long MILLION = 1_000_000;

    /** Below it, sizes are told in megabytes. */
    private static final double SMALL_GB = 0.1;

    private final Words words;
    private final Figures figures;
    private final Cards cards;

    CardFacts(Words words, Figures figures, Cards cards) {
        this.words = words;
        this.figures = figures;
        this.cards = cards;
    }

    Map<String, List<Fact>> of(ModelCard card) {
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        facts.put("identity", identity(card));
        facts.put("size", size(card));
        facts.put("running", running(card));
        facts.put("energy", energy(card));
        return facts;
    }

    private List<Fact> identity(ModelCard card) {
        Background background = card.details().background();
        List<Fact> facts = new ArrayList<>();
        facts.add(cards.fact("family", card.family()));
        facts.add(cards.fact("release", figures.date(card.releaseDate())));
        background.knowledgeCutoff().ifPresent(month -> facts.add(cards.fact("cutoff", figures.date(month))));
        if (!background.languages().isEmpty()) {
            facts.add(cards.fact(
                    "languages",
                    background.languages().stream().map(cards::language).collect(Collectors.joining(", "))));
        }
        String teachers = Stream.concat(card.distilledFrom().stream(), background.otherTeachers().stream())
                .map(cards::name)
                .collect(Collectors.joining(", "));
        if (!teachers.isEmpty()) {
            facts.add(cards.fact("teacher", teachers));
        }
        facts.add(cards.fact("licence", cards.licence(card)));
        facts.add(cards.fact("openness", words.say("openness." + lower(card.openness()))));
        card.details()
                .rights()
                .euHostable()
                .ifPresent(can -> facts.add(cards.fact("eu", words.say(can ? "fact.yes" : "fact.no"))));
        return facts;
    }

    private List<Fact> size(ModelCard card) {
        Build build = card.details().build();
        List<Fact> facts = new ArrayList<>();
        facts.add(cards.fact("parameters", cards.estimated(card, figures.parameters(card.total()))));
        if (!card.active().equals(card.total())) {
            facts.add(cards.fact("active", cards.estimated(card, figures.parameters(card.active()))));
        }
        build.estimateSource().ifPresent(source -> facts.add(cards.fact("estimate-source", source)));
        for (SizeScale scale : SizeScale.values()) {
            facts.add(new Fact(
                    words.say("fact.size.on", words.say("scale." + scale.key())),
                    card.sizeClass(scale).name()));
        }
        facts.add(cards.fact("architecture", cards.architecture(build.architecture())));
        card.contextLength()
                .ifPresent(tokens -> facts.add(cards.fact("context", words.count("figure.tokens", tokens))));
        build.vocabularySize()
                .ifPresent(tokens -> facts.add(cards.fact("vocabulary", words.count("figure.tokens", tokens))));
        build.maxOutputTokens()
                .ifPresent(tokens -> facts.add(cards.fact("longest", words.count("figure.tokens", tokens))));
        facts.add(cards.fact(
                "inputs",
                build.inputs().stream()
                        .sorted()
                        .map(input -> words.say("input." + lower(input)))
                        .collect(Collectors.joining(", "))));
        return facts;
    }

    private List<Fact> running(ModelCard card) {
        List<Fact> facts = new ArrayList<>();
        facts.add(cards.fact("runs", card.reachable() ? cards.ran(card) : words.say("where.elsewhere")));
        if (card.status() == ModelStatus.ARCHIVED && card.reachable()) {
            facts.add(cards.fact("status", words.say("fact.status.archived")));
        }
        for (Memory memory : Memory.values()) {
            double gigabytes = memory.weightsGb(card.total());
            boolean small = gigabytes < SMALL_GB;
            String size = figures.significant(small ? gigabytes * 1000 : gigabytes, 2);
            String machine = switch (memory.machine(card.total())) {
                case PHONE -> words.say("machine.kind.phone");
                case LAPTOP -> words.say("machine.kind.laptop");
                case WORKSTATION -> words.say("machine.kind.workstation");
                case SERVER -> words.say("machine.kind.server", memory.gpus(card.total()));
            };
            facts.add(cards.fact(
                    "memory." + lower(memory),
                    words.say(small ? "fact.memory.small" : "fact.memory.value", size, machine)));
        }
        return facts;
    }

    private List<Fact> energy(ModelCard card) {
        List<Fact> facts = new ArrayList<>();
        for (EnergyMethod method : EnergyMethod.all()) {
            Estimate million =
                    Estimates.shown(Estimates.of(method, card, MILLION).energy());
            facts.add(new Fact(
                    words.say("fact.million", method.name()),
                    words.say(
                            "fact.million.value",
                            figures.energy(million.mid()),
                            figures.energy(million.low(), million.high()))));
        }
        facts.add(cards.fact(
                "energy-class", words.say("fact.energy-class.value", cards.energyClass(card), Cards.CLASS_METHOD)));
        facts.add(cards.fact(
                "zone", card.energyZone().equals("WOR") ? words.say("energy.zone.world") : card.energyZone()));
        facts.add(cards.fact("pue", figures.significant(card.pue(), 2)));
        return facts;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
