package io.joute.server.page;

import io.joute.arena.catalog.Architecture;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Permission;
import io.joute.arena.catalog.Rights;
import io.joute.arena.catalog.SizeClass;
import io.joute.arena.catalog.SizeScale;
import io.joute.arena.catalog.Training;
import io.joute.arena.energy.EnergyClass;
import io.joute.arena.energy.Estimates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a card says, in words. */
final class Cards {
    /** The method under which energy classes are given: they were made for it. */
    static final String CLASS_METHOD = "ecologits-0.9";

    /** The scale of size classes on every page. */
    static final SizeScale SCALE = SizeScale.DECK;

    private static final String PROPRIETARY = "proprietary";

    private final Words words;
    private final Figures figures;
    private final Catalog catalog;

    Cards(Words words, Catalog catalog) {
        this.words = words;
        this.figures = new Figures(words);
        this.catalog = catalog;
    }

    /** The name of the scale of size classes. */
    String scale() {
        return words.say("scale." + SCALE.key());
    }

    String maker(ModelCard card) {
        String country =
                Locale.of("", card.country()).getDisplayCountry(words.language().locale());
        return country.isBlank() ? card.maker() : card.maker() + " · " + country;
    }

    String parameters(ModelCard card) {
        return estimated(card, figures.sizeInWords(card.total()));
    }

    /** The number alone, as the energy card writes it. */
    String shortParameters(ModelCard card) {
        return figures.parameters(card.total());
    }

    String description(ModelCard card) {
        return said(card.description()).orElse("");
    }

    List<String> badges(ModelCard card) {
        List<String> badges = new ArrayList<>();
        badges.add(words.say("size.class", card.sizeClass(SCALE)));
        badges.add(words.say(openness(card)));
        if (card.distilledFrom().isPresent()) {
            badges.add(words.say("badge.distilled"));
        }
        if (card.estimated()) {
            badges.add(words.say("badge.estimated"));
        }
        return badges;
    }

    List<Fact> facts(ModelCard card) {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("parameters", estimated(card, figures.parameters(card.total()))));
        if (!card.active().equals(card.total())) {
            facts.add(fact("active", figures.parameters(card.active())));
        }
        facts.add(fact("size", words.say("fact.size.value", card.sizeClass(SCALE), scale())));
        facts.add(fact("openness", words.say(openness(card)) + " · " + words.say(openness(card) + ".text")));
        facts.add(fact("licence", licence(card)));
        facts.addAll(rights(card));
        facts.add(fact("release", figures.date(card.releaseDate())));
        facts.add(fact("ran", ran(card)));
        Architecture architecture = card.details().build().architecture();
        if (architecture != Architecture.UNKNOWN) {
            facts.add(fact("architecture", architecture(architecture)));
        }
        card.contextLength().ifPresent(tokens -> facts.add(fact("context", words.count("figure.tokens", tokens))));
        teacher(card).ifPresent(name -> facts.add(fact("teacher", name)));
        facts.add(fact("energy-class", words.say("fact.energy-class.value", energyClass(card), CLASS_METHOD)));
        if (card.status() == ModelStatus.ARCHIVED) {
            facts.add(fact("training", words.say("fact.status.archived")));
        }
        card.training().ifPresent(training -> facts.addAll(training(training)));
        return facts;
    }

    /** What the licence says to two questions, and on what conditions; nothing where it is not known. */
    private List<Fact> rights(ModelCard card) {
        Rights rights = card.details().rights();
        List<Fact> facts = new ArrayList<>();
        facts.addAll(right("commercial", rights.commercialUse()));
        facts.addAll(right("outputs", rights.outputReuse()));
        said(rights.conditions()).ifPresent(text -> facts.add(fact("conditions", text)));
        return facts;
    }

    private List<Fact> right(String question, Permission answer) {
        return answer == Permission.UNKNOWN
                ? List.of()
                : List.of(new Fact(words.say("tick." + question), words.say(answer(answer))));
    }

    /** The key of what a licence says. */
    static String answer(Permission permission) {
        return "tick.answer." + permission.name().toLowerCase(Locale.ROOT);
    }

    String architecture(Architecture architecture) {
        return words.say("architecture." + architecture.name().toLowerCase(Locale.ROOT));
    }

    /** A text in the language of the page, where there is one. */
    Optional<String> said(Map<String, String> text) {
        return Optional.ofNullable(text.get(words.language().code())).map(words::typeset);
    }

    /** The few that tell cards apart in a list. */
    List<Fact> mainFacts(ModelCard card) {
        return List.of(
                fact("parameters", estimated(card, figures.parameters(card.total()))),
                fact("licence", licence(card)),
                fact("release", figures.date(card.releaseDate())),
                fact("energy-class", words.say("fact.energy-class.value", energyClass(card), CLASS_METHOD)));
    }

    /** All of them, by subject. */
    Map<String, List<Fact>> allFacts(ModelCard card) {
        Map<String, List<Fact>> facts = new LinkedHashMap<>(new CardFacts(words, figures, this).of(card));
        card.training().ifPresent(training -> facts.put("training", training(training)));
        return facts;
    }

    /** A value of a facet, in words. */
    String facet(ModelFacet facet, String value) {
        return switch (facet) {
            case MAKER, ENERGY, SIZE -> value;
            case LICENCE -> value.equals(PROPRIETARY) ? words.say("licence.proprietary") : value;
            case OPENNESS -> known("openness.", value);
            case ARCHITECTURE -> known("architecture.", value);
            case LANGUAGE -> language(value);
            case WHERE -> known("where.", value);
        };
    }

    /** Where a value of a facet stands in its list; those of one place by name. */
    int position(ModelFacet facet, String value) {
        return facet == ModelFacet.SIZE
                ? Stream.of(SizeClass.values()).map(SizeClass::name).toList().indexOf(value)
                : 0;
    }

    String language(String code) {
        return Locale.of(code).getDisplayLanguage(words.language().locale());
    }

    String licence(ModelCard card) {
        return facet(ModelFacet.LICENCE, card.licence());
    }

    private String known(String prefix, String value) {
        return words.has(prefix + value) ? words.say(prefix + value) : value;
    }

    /** The name of the model that this one was distilled from. */
    Optional<String> teacher(ModelCard card) {
        return card.distilledFrom().map(this::name);
    }

    /** The name of a model; its id when its card is gone. */
    String name(String id) {
        return catalog.card(id).map(ModelCard::name).orElse(id);
    }

    String trainingEnergy(Training training) {
        return words.say(
                "fact.training-energy.value",
                figures.energy(training.energyWh()),
                figures.energy(training.energyWhLow(), training.energyWhHigh()),
                training.energyMethod());
    }

    private List<Fact> training(Training training) {
        io.joute.arena.energy.Amount time = io.joute.arena.energy.Amount.ofSeconds(training.cpuSeconds());
        return List.of(
                fact("held-out", figures.percent(training.heldOutExact())),
                fact(
                        "training",
                        words.say("fact.training.value", figures.number(training.tokens()), figures.time(time))),
                fact("training-energy", trainingEnergy(training)));
    }

    /** The letter of its energy, or two where its size is a range. */
    String energyClass(ModelCard card) {
        EnergyClass.Span span = Estimates.classOf(card);
        return span.best() == span.worst() ? span.best().name() : span.best() + "–" + span.worst();
    }

    String ran(ModelCard card) {
        if (card.checkpoint().isEmpty()) {
            return words.say("fact.ran.elsewhere");
        }
        return card.quantisation()
                .map(quantisation -> words.say("fact.ran.quantised", quantisation))
                .orElseGet(() -> words.say("fact.ran.here"));
    }

    String estimated(ModelCard card, String parameters) {
        return card.estimated() ? words.say("fact.estimated", parameters) : parameters;
    }

    private static String openness(ModelCard card) {
        return "openness." + card.openness().name().toLowerCase(Locale.ROOT);
    }

    Fact fact(String key, String value) {
        return new Fact(words.say("fact." + key), value);
    }
}
