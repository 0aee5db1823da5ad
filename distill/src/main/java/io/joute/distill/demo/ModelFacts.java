package io.joute.distill.demo;

import static io.joute.distill.demo.Language.ENGLISH;
import static io.joute.distill.demo.Language.FRENCH;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** The models of the catalogue's first cards: how large, from whom, which one is larger. */
record ModelFacts(Sections known, Chance chance) implements Topic {
    private static final List<String> ESTIMATED = List.of("Claude 3.5 Sonnet");
    private static final int BIGGER_PHRASINGS = 2;

    private record Model(
            String name, String otherName, String maker, String frenchSize, String size, String sizeClass, int order) {
        static Model of(List<String> f) {
            return new Model(f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), Integer.parseInt(f.get(6)));
        }

        String sizeAnswer(Language language) {
            boolean estimated = ESTIMATED.contains(name);
            if (language == FRENCH) {
                return estimated
                        ? name + " aurait environ " + frenchSize + " milliards de paramètres : taille " + sizeClass
                                + "."
                        : name + " a " + frenchSize + " milliards de paramètres : taille " + sizeClass + ".";
            }
            return estimated
                    ? name + " is said to have about " + size + " billion parameters: size " + sizeClass + "."
                    : name + " has " + size + " billion parameters: size " + sizeClass + ".";
        }

        String makerAnswer(Language language) {
            return name + (language == FRENCH ? " vient " + Phrase.ofBare(maker) : " comes from " + maker) + ".";
        }

        List<String> names() {
            return name.equals(otherName) ? List.of(name) : List.of(name, otherName);
        }
    }

    private List<Model> models() {
        return known.fields("models").stream().map(Model::of).toList();
    }

    @Override
    public List<Example> firsts() {
        var all = new ArrayList<Example>();
        all.addAll(sizes("size.fr", "size.en"));
        all.addAll(makers("maker.fr", "maker.en"));
        for (Model model : models()) {
            for (Model other : models()) {
                if (model.order() != other.order()) {
                    all.addAll(bigger(model, other, FRENCH));
                    all.addAll(bigger(model, other, ENGLISH));
                }
            }
        }
        return all;
    }

    private List<Example> sizes(String french, String english) {
        var all = new ArrayList<Example>();
        for (Model model : models()) {
            all.addAll(asked(model, FRENCH, "size", model.sizeAnswer(FRENCH), french));
            all.addAll(asked(model, ENGLISH, "size", model.sizeAnswer(ENGLISH), english));
        }
        return all;
    }

    private List<Example> makers(String french, String english) {
        var all = new ArrayList<Example>();
        for (Model model : models()) {
            all.addAll(asked(model, FRENCH, "maker", model.makerAnswer(FRENCH), french));
            all.addAll(asked(model, ENGLISH, "maker", model.makerAnswer(ENGLISH), english));
        }
        return all;
    }

    private List<Example> asked(Model model, Language language, String what, String answer, String section) {
        var all = new ArrayList<Example>();
        for (String name : model.names()) {
            var pattern = Example.first(
                    Category.MODELS,
                    language,
                    what + " of " + model.name(),
                    name + " ",
                    new Example.Exchange("?", answer));
            all.addAll(Topic.ask(pattern, known.entries(section), Map.of("model", name)));
        }
        return all;
    }

    private List<Example> bigger(Model model, Model other, Language language) {
        Model larger = model.order() > other.order() ? model : other;
        Model smaller = larger.equals(model) ? other : model;
        String middle = language == FRENCH ? " est plus grand que " : " is bigger than ";
        String fact = "bigger " + model.name() + "/" + other.name();
        var pattern = Example.first(
                Category.MODELS,
                language,
                fact,
                "",
                new Example.Exchange("?", larger.name() + middle + smaller.name() + "."));
        List<Example> asked = Topic.ask(
                pattern,
                known.entries("bigger." + language.code()),
                Map.of("model", model.name(), "other", other.name()));
        return Chance.some(asked, BIGGER_PHRASINGS, chance.of(fact + language));
    }

    @Override
    public List<Example> followUps(Predicate<Example> mayPrecede) {
        Random random = chance.of("models");
        List<Example> sizes =
                sizes("size.fr", "size.en").stream().filter(mayPrecede).toList();
        List<Example> makers =
                makers("maker.fr", "maker.en").stream().filter(mayPrecede).toList();
        var all = new ArrayList<Example>();
        all.addAll(Topic.pair(sizes, sizes("model.fr.follow", "model.en.follow"), 3, random));
        all.addAll(Topic.pair(makers, makers("model.fr.follow", "model.en.follow"), 3, random));
        return all;
    }
}
