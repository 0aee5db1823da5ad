package io.joute.distill.demo;

import static io.joute.distill.demo.Language.ENGLISH;
import static io.joute.distill.demo.Language.FRENCH;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** Questions outside what the demo models know, answered by saying so. */
record Unknowns(Sections unknown, Sections known, Chance chance) implements Topic {
    private static final int EACH = 30;
    private static final int SUMS = 90;
    private static final List<String> SIGNS = List.of("+", "-", "×", "x", "*");

    @Override
    public List<Example> firsts() {
        var all = new LinkedHashMap<String, Example>();
        for (Language language : Language.values()) {
            Random random = chance.of("unknown " + language);
            for (String template : unknown.entries(language.code())) {
                int count = template.contains("{") ? EACH : 1;
                for (int i = 0; i < count; i++) {
                    add(all, language, template, random);
                }
            }
            unknown.entries(language.code() + ".tail").forEach(tail -> add(all, language, tail, random));
        }
        Random random = chance.of("unknown sums");
        for (String template : unknown.entries("sign")) {
            for (int i = 0; i < SUMS; i++) {
                add(all, FRENCH, template, random);
            }
        }
        return List.copyOf(all.values());
    }

    private void add(Map<String, Example> all, Language language, String template, Random random) {
        String question = Phrase.fill(template, values(language, random));
        var exchange = new Example.Exchange(question, answer(language));
        all.putIfAbsent(question, Example.first(Category.UNKNOWN, language, "unknown", question, exchange));
    }

    private String answer(Language language) {
        return unknown.entries("answer").get(language == FRENCH ? 0 : 1);
    }

    private Map<String, String> values(Language language, Random random) {
        var values = new HashMap<String, String>();
        String prefix = language.code() + ".";
        for (String name : List.of(
                "place", "topic", "person", "event", "thing", "code", "task", "word", "tongue", "job", "pain",
                "illness", "ai", "tail")) {
            values.put(name, Chance.one(unknown.entries(prefix + name), random));
        }
        values.put("thing2", Chance.one(unknown.entries(prefix + "thing"), random));
        List<String> units = Chance.one(unknown.fields(prefix + "units"), random);
        values.put("units", units.get(0));
        values.put("units2", units.get(1));
        numbers(values, random);
        countries(language, values, random);
        return values;
    }

    private void numbers(Map<String, String> values, Random random) {
        values.put("big", String.valueOf(large(random)));
        values.put("big2", String.valueOf(large(random)));
        values.put("small", String.valueOf(2 + random.nextInt(19)));
        values.put("small2", String.valueOf(2 + random.nextInt(19)));
        int low = random.nextInt(10);
        values.put("low", String.valueOf(low));
        values.put("high", String.valueOf(low + 1 + random.nextInt(20 - low)));
        values.put("factor", String.valueOf(11 + random.nextInt(10)));
        values.put("sign", Chance.one(SIGNS, random));
    }

    /** Two to four digits, never within what is known. */
    private static int large(Random random) {
        int digits = random.nextInt(3);
        return digits == 0
                ? 21 + random.nextInt(79)
                : digits == 1 ? 100 + random.nextInt(900) : 1000 + random.nextInt(9000);
    }

    private void countries(Language language, Map<String, String> values, Random random) {
        Capitals.Country country = Chance.one(Capitals.countries(known), random);
        if (language == ENGLISH) {
            values.put("country", country.english());
            values.put("food", Chance.one(unknown.entries("en.food"), random));
            values.put("other", Chance.one(unknown.entries("en.other"), random));
            return;
        }
        values.put("country", Phrase.the(country.article(), country.french()));
        values.put("ofCountry", Phrase.of(country.article(), country.french()));
        values.put("inCountry", Phrase.in(country.article(), country.french()));
        List<String> food = Chance.one(unknown.fields("fr.ofFood"), random);
        values.put("ofFood", food.get(0));
        values.put("food", food.get(1));
        values.put("ofOther", Chance.one(unknown.entries("fr.ofOther"), random));
    }

    /** Any of them after a turn of the same language. */
    @Override
    public List<Example> followUps(Predicate<Example> mayPrecede) {
        var all = new ArrayList<Example>();
        Random random = chance.of("unknown follow-ups");
        List<Example> before =
                new Capitals(known, chance).firsts().stream().filter(mayPrecede).toList();
        for (Language language : Language.values()) {
            for (String tail : unknown.entries(language.code() + ".tail")) {
                var exchange = new Example.Exchange(tail, answer(language));
                var follow = Example.first(Category.UNKNOWN, language, "unknown", tail, exchange);
                all.addAll(Topic.pair(before, List.of(follow), 1, random));
            }
        }
        return all;
    }
}
