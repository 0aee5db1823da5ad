package io.joute.cli;

import io.joute.distill.demo.Category;
import io.joute.distill.demo.DemoCorpus;
import io.joute.distill.demo.Language;
import io.joute.server.page.Suggestions.Suggestion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Questions that the demo models were trained to answer, and some that they were not. */
final class DemoSuggestions {
    private DemoSuggestions() {}

    /** Those in a language of the pages. */
    static List<Suggestion> in(io.joute.server.http.Language page) {
        Language language = Arrays.stream(Language.values())
                .filter(each -> each.code().equals(page.code()))
                .findFirst()
                .orElse(Language.ENGLISH);
        return inTurn(DemoCorpus.suggestions(language).stream()
                .map(each -> new Suggestion(name(each.category(), language), each.text()))
                .toList());
    }

    /** One of each category, then another of each: whoever sees four sees four kinds. */
    static List<Suggestion> inTurn(List<Suggestion> suggestions) {
        Map<String, List<Suggestion>> byCategory = suggestions.stream()
                .collect(Collectors.groupingBy(Suggestion::category, LinkedHashMap::new, Collectors.toList()));
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
