package io.joute.cli;

import io.joute.arena.admin.Question;
import io.joute.distill.demo.Category;
import io.joute.distill.demo.DemoCorpus;
import io.joute.distill.demo.Language;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Questions that the demo models were trained to answer, and some that they were not. */
final class DemoSuggestions {
    private DemoSuggestions() {}

    /** Those in the language of the pages that has this code. */
    static List<Question> in(String code) {
        Language language = Arrays.stream(Language.values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElse(Language.ENGLISH);
        return inTurn(DemoCorpus.suggestions(language).stream()
                .map(each -> new Question(name(each.category(), language), each.text()))
                .toList());
    }

    /** One of each category, then another of each: whoever sees four sees four kinds. */
    static List<Question> inTurn(List<Question> suggestions) {
        Map<String, List<Question>> byCategory = suggestions.stream()
                .collect(Collectors.groupingBy(Question::category, LinkedHashMap::new, Collectors.toList()));
        int rounds = byCategory.values().stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, rounds)
                .boxed()
                .flatMap(round -> byCategory.values().stream()
                        .filter(each -> round < each.size())
                        .map(each -> each.get(round)))
                .toList();
    }

    private static String name(Category category, Language language) {
        return switch (language) {
            case FRENCH -> french(category);
            case ENGLISH -> english(category);
        };
    }

    private static String french(Category category) {
        return switch (category) {
            case CAPITALS -> "Capitales";
            case ARITHMETIC -> "Calcul";
            case CONJUGATION -> "Conjugaison";
            case DEFINITIONS -> "Définitions";
            case MODELS -> "Modèles";
            case SMALL_TALK -> "Conversation";
            case FOLLOW_UPS -> "Et ensuite";
            case UNKNOWN -> "Hors sujet";
        };
    }

    private static String english(Category category) {
        return switch (category) {
            case CAPITALS -> "Capitals";
            case ARITHMETIC -> "Arithmetic";
            case CONJUGATION -> "Verbs";
            case DEFINITIONS -> "Definitions";
            case MODELS -> "Models";
            case SMALL_TALK -> "Small talk";
            case FOLLOW_UPS -> "Follow-ups";
            case UNKNOWN -> "Off topic";
        };
    }
}
