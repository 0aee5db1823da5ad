package io.joute.distill.demo;

import static io.joute.distill.demo.Language.ENGLISH;
import static io.joute.distill.demo.Language.FRENCH;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The workshop's words. */
record Definitions(Sections known, Chance chance) implements Topic {
    @Override
    public List<Example> firsts() {
        return asked("definition.fr", "definition.en");
    }

    private List<Example> asked(String french, String english) {
        var all = new ArrayList<Example>();
        for (List<String> fields : known.fields("definitions")) {
            all.addAll(asked(fields.get(0), FRENCH, fields.get(1), fields.get(2), french));
            all.addAll(asked(fields.get(0), ENGLISH, fields.get(3), fields.get(4), english));
        }
        return all;
    }

    private List<Example> asked(String key, Language language, String term, String definition, String section) {
        var pattern = Example.first(
                Category.DEFINITIONS, language, "definition " + key, "", new Example.Exchange("?", definition));
        return Topic.ask(pattern, known.entries(section), Map.of("term", term, "bare", Phrase.bare(term)));
    }

    @Override
    public List<Example> followUps(Predicate<Example> mayPrecede) {
        List<Example> firsts = firsts().stream().filter(mayPrecede).toList();
        return Topic.pair(firsts, asked("definition.fr.follow", "definition.en.follow"), 3, chance.of("definitions"));
    }
}
