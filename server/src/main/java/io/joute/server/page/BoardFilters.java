package io.joute.server.page;

import io.joute.arena.board.CastBy;
import io.joute.arena.board.Origin;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.SizeClass;
import io.joute.arena.duel.Mode;
import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.prompt.Category;
import io.joute.arena.prompt.Subjects;
import io.joute.arena.ranking.Intervals;
import io.joute.arena.ranking.RankingModel;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The choices above a leaderboard: a plain form, whose address can be kept.
 *
 * @param votes choices that count the votes anew
 * @param rows choices that only leave rows out
 * @param method choices of how it is computed
 * @param style whether style is controlled for
 * @param chosen whether anything is chosen
 */
public record BoardFilters(List<Choice> votes, List<Choice> rows, List<Choice> method, boolean style, boolean chosen) {
    public BoardFilters {
        votes = List.copyOf(votes);
        rows = List.copyOf(rows);
        method = List.copyOf(method);
    }

    /** A list to choose from. */
    public record Choice(String name, String label, List<Option> options) {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** One of its entries. */
    public record Option(String value, String text, boolean selected) {}

    static BoardFilters of(BoardQuery query, Words words) {
        Maker make = new Maker(words);
        return new BoardFilters(
                List.of(
                        make.languages(query.language()),
                        make.all("category", Arrays.asList(Category.values()), query.category(), Category::key),
                        make.all("mode", Arrays.asList(Mode.values()), query.mode(), Mode::key),
                        make.all(
                                "since",
                                Arrays.asList(BoardQuery.Period.values()),
                                query.period(),
                                BoardQuery.Period::key),
                        make.some("origin", Arrays.asList(Origin.values()), query.origin(), Origin::key),
                        make.some("by", Arrays.asList(CastBy.values()), query.castBy(), CastBy::key)),
                List.of(
                        make.all("size", Arrays.asList(SizeClass.values()), query.size(), SizeClass::name),
                        make.all("openness", Arrays.asList(Openness.values()), query.openness(), BoardQuery::key)),
                List.of(
                        make.some("ties", Arrays.asList(RankingModel.values()), query.ties(), RankingModel::key),
                        make.some("intervals", BoardQuery.INTERVALS, query.intervals(), Intervals::key),
                        make.some("method", EnergyMethod.all(), query.method(), EnergyMethod::name)),
                query.style(),
                !query.text().isEmpty());
    }

    /** Makes lists whose words have keys of one form. */
    private record Maker(Words words) {
        /** The languages that are told apart, by their names in that of the page. */
        Choice languages(Optional<String> now) {
            Locale page = Locale.of(words.language().code());
            List<Option> options = new ArrayList<>();
            options.add(new Option("", words.say("filter.language.all"), now.isEmpty()));
            Subjects.LANGUAGES.stream()
                    .map(code ->
                            new Option(code, Locale.of(code).getDisplayLanguage(page), now.equals(Optional.of(code))))
                    .sorted(Comparator.comparing(Option::text, Collator.getInstance(page)))
                    .forEach(options::add);
            return new Choice("language", words.say("filter.language"), options);
        }

        <T> Choice all(String name, List<T> values, Optional<T> now, Function<T, String> key) {
            List<Option> options = new ArrayList<>();
            options.add(new Option("", words.say("filter." + name + ".all"), now.isEmpty()));
            options.addAll(options(name, values, now, key));
            return new Choice(name, words.say("filter." + name), options);
        }

        <T> Choice some(String name, List<T> values, T now, Function<T, String> key) {
            return new Choice(name, words.say("filter." + name), options(name, values, Optional.of(now), key));
        }

        private <T> List<Option> options(String name, List<T> values, Optional<T> now, Function<T, String> key) {
            return values.stream()
                    .map(value -> new Option(
                            key.apply(value),
                            words.say("filter." + name + "." + key.apply(value)),
                            now.filter(value::equals).isPresent()))
                    .toList();
        }
    }
}
