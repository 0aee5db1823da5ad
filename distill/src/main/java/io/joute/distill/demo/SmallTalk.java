package io.joute.distill.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Greetings, thanks, and who is speaking. */
record SmallTalk(Sections known) implements Topic {
    private static final String ANSWER = "> ";

    @Override
    public List<Example> firsts() {
        var all = new ArrayList<Example>();
        for (Language language : Language.values()) {
            String answer = "";
            for (String line : known.entries("talk." + language.code())) {
                if (line.startsWith(ANSWER)) {
                    answer = line.substring(ANSWER.length());
                } else {
                    var exchange = new Example.Exchange(line, answer);
                    all.add(Example.first(Category.SMALL_TALK, language, answer, line, exchange));
                }
            }
        }
        return all;
    }

    /** None of its own: thanks and farewells after any turn come with the mixed dialogues. */
    @Override
    public List<Example> followUps(Predicate<Example> mayPrecede) {
        return List.of();
    }
}
