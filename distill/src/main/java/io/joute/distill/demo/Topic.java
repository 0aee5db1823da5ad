package io.joute.distill.demo;

import io.joute.base.chat.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** One subject of the corpus. */
interface Topic {
    /** First turns. */
    List<Example> firsts();

    /** Questions that lean on an earlier turn; earlier turns are only such as {@code mayPrecede} accepts. */
    List<Example> followUps(Predicate<Example> mayPrecede);

    /** One example for each template of a section. */
    static List<Example> ask(Example pattern, List<String> templates, Map<String, String> values) {
        var all = new ArrayList<Example>();
        for (int i = 0; i < templates.size(); i++) {
            String question = Phrase.fill(templates.get(i), values);
            all.add(Example.first(
                    pattern.category(),
                    pattern.language(),
                    pattern.fact(),
                    pattern.phrasing() + i,
                    new Example.Exchange(question, pattern.answer())));
        }
        return all;
    }

    /** Put random first turns of the same language before elliptical questions, {@code each} times. */
    static List<Example> pair(List<Example> firsts, List<Example> elliptical, int each, Random random) {
        var all = new ArrayList<Example>();
        for (Example follow : elliptical) {
            List<Example> choices = firsts.stream()
                    .filter(first -> first.language() == follow.language())
                    .filter(first -> !first.fact().equals(follow.fact()))
                    .toList();
            for (Example before : Chance.some(choices, each, random)) {
                all.add(follow.after(Category.FOLLOW_UPS, before.key() + ">" + follow.fact(), turns(before)));
            }
        }
        return all;
    }

    /** A question and its answer as earlier turns. */
    static List<Message> turns(Example before) {
        var turns = new ArrayList<>(before.prompt());
        turns.add(Message.assistant(before.answer()));
        return turns;
    }
}
