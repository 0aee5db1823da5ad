package io.joute.cli;

import io.joute.arena.board.CastBy;
import io.joute.arena.board.Origin;
import io.joute.arena.board.Selection;
import io.joute.arena.duel.Mode;
import io.joute.arena.prompt.Category;
import io.joute.arena.prompt.Subjects;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which votes of an arena count: the filters of its leaderboard page. */
final class VoteFilters {
    @Option(names = "--language", paramLabel = "CODE", description = "Of the questions: fr, en, es and so on.")
    @Nullable
    String language;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Of the questions: code, mathematics, translation, writing, creative, administrative, health,"
                    + " cooking, advice, knowledge, conversation, other.")
    @Nullable
    String category;

    @Option(
            names = "--mode",
            paramLabel = "NAME",
            description = "How the models were drawn; chosen pairs count only when asked for.")
    @Nullable
    String mode;

    @Option(
            names = "--by",
            defaultValue = "people",
            paramLabel = "WHO",
            description = "people (the default), or judge: votes of models that judge.")
    String by = "";

    @Option(names = "--with-history", description = "Count imported votes, too.")
    boolean withHistory;

    /** The votes that these options ask for. */
    Selection selection() {
        Selection asked = Selection.PUBLIC
                .from(withHistory ? Origin.ALL : Origin.OWN)
                .castBy(OptionValue.named("--by", by, Arrays.asList(CastBy.values()), CastBy::key));
        asked = given(language)
                .map(named(asked::inLanguage, "--language", Subjects.LANGUAGES, Function.identity()))
                .orElse(asked);
        asked = given(category)
                .map(named(asked::about, "--category", Arrays.asList(Category.values()), Category::key))
                .orElse(asked);
        return given(mode)
                .map(named(asked::of, "--mode", Arrays.asList(Mode.values()), Mode::key))
                .orElse(asked);
    }

    /** Whether anything but the usual is asked for. */
    boolean isGiven() {
        return !selection().equals(Selection.PUBLIC);
    }

    private static Optional<String> given(@Nullable String option) {
        return Optional.ofNullable(option);
    }

    private static <T> Function<String, Selection> named(
            Function<T, Selection> with, String option, List<T> values, Function<T, String> key) {
        return name -> with.apply(OptionValue.named(option, name, values, key));
    }
}
