package io.joute.server.page;

import io.joute.arena.admin.Question;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.duel.Tryouts;
import io.joute.server.http.Language;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lets the models that Joute trained answer one question side by side: a big one, its student, and a twin on its own. */
final class Trials {
    private static final int IDEAS = 4;

    private final Words words;
    private final Figures figures;
    private final Catalog catalog;
    private final Markdown markdown;

    Trials(Words words, Catalog catalog, Markdown markdown) {
        this.words = words;
        this.figures = new Figures(words);
        this.catalog = catalog;
        this.markdown = markdown;
    }

    /** Before anything was asked. */
    TrialView proposed(Suggestions suggestions) {
        List<String> ideas = ideas(suggestions);
        String first = ideas.isEmpty() ? "" : ideas.getFirst();
        return new TrialView(first, words.language().code(), List.of(), ideas, null);
    }

    /** A question that no model is asked. */
    TrialView refused(Suggestions suggestions, String prompt, String error) {
        return new TrialView(prompt, words.language().code(), List.of(), ideas(suggestions), error);
    }

    /** What all of them answer. */
    TrialView asked(Suggestions suggestions, String prompt, Tryouts tryouts) {
        Language language = AnswerLanguage.of(prompt, words.language());
        List<TrialView.Answer> answers = models().stream()
                .map(card -> answer(card, tryouts.ask(card.id(), prompt), language))
                .toList();
        return new TrialView(prompt, language.code(), answers, ideas(suggestions), null);
    }

    /** The biggest first, students before those without a teacher. */
    private List<ModelCard> models() {
        return catalog.cards().stream()
                .filter(card -> card.training().isPresent() && card.status() == ModelStatus.ENABLED)
                .sorted(Comparator.comparingDouble(
                                (ModelCard card) -> -card.total().mid())
                        .thenComparing(card -> card.distilledFrom().isEmpty()))
                .toList();
    }

    private TrialView.Answer answer(ModelCard card, Optional<Tryouts.Tryout> tryout, Language asked) {
        String text = tryout.map(Tryouts.Tryout::text).orElse("");
        return new TrialView.Answer(
                card.name(),
                words.say("trial.role." + role(card)),
                figures.sizeInWords(card.total()),
                tryout.map(answer -> markdown.render(answer.text())).orElse(null),
                AnswerLanguage.of(text, asked).code(),
                tryout.map(this::took).orElseGet(() -> words.say("trial.none")));
    }

    private String took(Tryouts.Tryout answer) {
        return words.say(
                "trial.took",
                words.count("figure.tokens", answer.usage().outputTokens()),
                figures.seconds(answer.usage().totalNanos()));
    }

    private String role(ModelCard card) {
        if (card.distilledFrom().isPresent()) {
            return "student";
        }
        boolean teaches =
                catalog.cards().stream().anyMatch(other -> other.distilledFrom().equals(Optional.of(card.id())));
        return teaches ? "teacher" : "alone";
    }

    private List<String> ideas(Suggestions suggestions) {
        return suggestions.in(words.language()).stream()
                .map(Question::text)
                .limit(IDEAS)
                .toList();
    }
}
