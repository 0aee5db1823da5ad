package io.joute.distill.demo;

import static io.joute.distill.demo.Language.ENGLISH;
import static io.joute.distill.demo.Language.FRENCH;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** French verbs in three tenses, and the past tense of English ones. */
record Conjugation(Sections known, Chance chance) implements Topic {
    private static final List<String> PERSONS = List.of("je", "tu", "il", "nous", "vous", "ils");
    private static final List<String> TENSES = List.of("présent", "imparfait", "futur");
    private static final List<String> ER =
            List.of("e es e ons ez ent", "ais ais ait ions iez aient", "erai eras era erons erez eront");
    private static final List<String> IR = List.of(
            "is is it issons issez issent",
            "issais issais issait issions issiez issaient",
            "irai iras ira irons irez iront");
    private static final int PHRASINGS = 4;
    private static final int TABLE_PHRASINGS = 3;

    /** A verb with its six forms in each tense, words apart by spaces. */
    private record Verb(String infinitive, List<String> tenses) {
        static Verb regular(String infinitive) {
            String stem = infinitive.substring(0, infinitive.length() - 2);
            List<String> endings = infinitive.endsWith("er") ? ER : IR;
            return new Verb(
                    infinitive,
                    endings.stream()
                            .map(six -> stem + six.replace(" ", " " + stem))
                            .toList());
        }

        static Verb irregular(List<String> fields) {
            return new Verb(fields.getFirst(), fields.subList(1, fields.size()));
        }

        String form(int tense, int person) {
            String form = List.of(tenses.get(tense).split(" ", -1)).get(person);
            String pronoun = PERSONS.get(person);
            boolean elided = person == 0 && Phrase.startsWithVowel(form);
            return elided ? "j'" + form : pronoun + " " + form;
        }

        String table(int tense) {
            var forms = new ArrayList<String>();
            for (int person = 0; person < PERSONS.size(); person++) {
                forms.add(form(tense, person));
            }
            return Phrase.capitalised(String.join(", ", forms)) + ".";
        }

        Example pattern(int tense, int person) {
            String answer = "On dit « " + form(tense, person) + " ».";
            String fact = infinitive + " " + TENSES.get(tense) + " " + PERSONS.get(person);
            return Example.first(Category.CONJUGATION, FRENCH, fact, "", new Example.Exchange("?", answer));
        }

        Map<String, String> forms(int tense, int person) {
            return Map.of(
                    "verb", infinitive,
                    "deVerb", Phrase.ofBare(infinitive),
                    "tense", TENSES.get(tense),
                    "person", PERSONS.get(person));
        }
    }

    private List<Verb> verbs() {
        var all = new ArrayList<Verb>();
        known.entries("verbs.regular").forEach(verb -> all.add(Verb.regular(verb)));
        known.fields("verbs.irregular").forEach(verb -> all.add(Verb.irregular(verb)));
        return all;
    }

    @Override
    public List<Example> firsts() {
        var all = new ArrayList<Example>();
        for (Verb verb : verbs()) {
            for (int tense = 0; tense < TENSES.size(); tense++) {
                all.addAll(forms(verb, tense));
                all.addAll(tables(verb, tense));
            }
        }
        all.addAll(past("past.en", "past"));
        return all;
    }

    private List<Example> forms(Verb verb, int tense) {
        var all = new ArrayList<Example>();
        for (int person = 0; person < PERSONS.size(); person++) {
            Example pattern = verb.pattern(tense, person);
            List<Example> asked = Topic.ask(pattern, known.entries("conjugation.fr"), verb.forms(tense, person));
            all.addAll(Chance.some(asked, PHRASINGS, chance.of(pattern.fact())));
        }
        return all;
    }

    private List<Example> tables(Verb verb, int tense) {
        String fact = verb.infinitive() + " " + TENSES.get(tense);
        var pattern = Example.first(
                Category.CONJUGATION, FRENCH, fact, "table", new Example.Exchange("?", verb.table(tense)));
        List<Example> asked = Topic.ask(pattern, known.entries("table.fr"), verb.forms(tense, 0));
        return Chance.some(asked, TABLE_PHRASINGS, chance.of(fact));
    }

    private List<Example> past(String section, String phrasing) {
        var all = new ArrayList<Example>();
        for (List<String> verb : known.fields("past.verbs")) {
            String answer = "The past tense of " + verb.get(0) + " is \"" + verb.get(1) + "\".";
            var pattern = Example.first(
                    Category.CONJUGATION,
                    ENGLISH,
                    "past of " + verb.get(0),
                    phrasing,
                    new Example.Exchange("?", answer));
            all.addAll(Topic.ask(pattern, known.entries(section), Map.of("verb", verb.get(0))));
        }
        return all;
    }

    @Override
    public List<Example> followUps(Predicate<Example> mayPrecede) {
        Random random = chance.of("conjugation");
        var all = new ArrayList<Example>();
        for (Verb verb : verbs()) {
            for (int i = 0; i < 14; i++) {
                all.addAll(followUp(verb, mayPrecede, random));
            }
        }
        List<Example> pasts =
                past("past.en", "past").stream().filter(mayPrecede).toList();
        all.addAll(Topic.pair(pasts, past("past.en.follow", "follow"), 1, random));
        return all;
    }

    /** The same verb in another person or another tense. */
    private List<Example> followUp(Verb verb, Predicate<Example> mayPrecede, Random random) {
        int tense = random.nextInt(TENSES.size());
        int person = random.nextInt(PERSONS.size());
        List<Example> before = forms(verb, tense).stream()
                .filter(first -> first.fact().equals(verb.pattern(tense, person).fact()))
                .filter(mayPrecede)
                .toList();
        boolean otherTense = random.nextBoolean();
        int nextTense = otherTense ? (tense + 1 + random.nextInt(2)) % TENSES.size() : tense;
        int nextPerson = otherTense ? person : (person + 1 + random.nextInt(5)) % PERSONS.size();
        String section = otherTense ? "conjugation.fr.tense" : "conjugation.fr.person";
        List<Example> after = Topic.ask(
                verb.pattern(nextTense, nextPerson), known.entries(section), verb.forms(nextTense, nextPerson));
        return before.isEmpty()
                ? List.of()
                : Topic.pair(List.of(Chance.one(before, random)), List.of(Chance.one(after, random)), 1, random);
    }
}
