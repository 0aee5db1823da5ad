package io.joute.distill.demo;

import static io.joute.distill.demo.Language.ENGLISH;
import static io.joute.distill.demo.Language.FRENCH;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Countries and their capitals. */
record Capitals(Sections known, Chance chance) implements Topic {
    /** A country in both languages. */
    record Country(String article, String french, String frenchCapital, String english, String englishCapital) {
        static Country of(List<String> fields) {
            return new Country(fields.get(1), fields.get(0), fields.get(2), fields.get(3), fields.get(4));
        }

        Map<String, String> frenchForms() {
            return Map.of("name", french, "the", Phrase.the(article, french), "de", Phrase.of(article, french));
        }

        Map<String, String> englishForms() {
            return Map.of("name", english, "bare", Phrase.bare(english));
        }

        Example pattern(Language language) {
            String answer = language == FRENCH
                    ? "La capitale " + Phrase.of(article, french) + " est " + frenchCapital + "."
                    : "The capital of " + english + " is " + englishCapital + ".";
            return Example.first(
                    Category.CAPITALS, language, "capital " + english, "", new Example.Exchange("?", answer));
        }
    }

    static List<Country> countries(Sections known) {
        return known.fields("countries").stream().map(Country::of).toList();
    }

    @Override
    public List<Example> firsts() {
        return asked("capital.fr", "capital.en");
    }

    private List<Example> asked(String french, String english) {
        var all = new ArrayList<Example>();
        for (Country country : countries(known)) {
            all.addAll(Topic.ask(country.pattern(FRENCH), known.entries(french), country.frenchForms()));
            all.addAll(Topic.ask(country.pattern(ENGLISH), known.entries(english), country.englishForms()));
        }
        return all;
    }

    @Override
    public List<Example> followUps(Predicate<Example> mayPrecede) {
        List<Example> firsts = firsts().stream().filter(mayPrecede).toList();
        return Topic.pair(firsts, asked("capital.fr.follow", "capital.en.follow"), 2, chance.of("capitals"));
    }
}
