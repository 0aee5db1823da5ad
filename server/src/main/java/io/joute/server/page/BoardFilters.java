package io.joute.server.page;

import io.joute.arena.board.CastBy;
import io.joute.arena.board.Origin;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.SizeClass;
import io.joute.arena.duel.Mode;
import io.joute.arena.energy.EnergyClass;
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
import java.util.stream.Stream;

/**
 * The choices above a leaderboard: a plain form, whose address can be kept.
 *
 * @param votes choices that count the votes anew
 * @param rows choices that only leave rows out
 * @param method choices of how it is computed
 * @param columns that may be shown
 * @param sort the order of rows, for the next address
 * @param style whether style is controlled for
 * @param chosen whether anything is chosen
 * @param open whether more than the order is chosen
 */
public record BoardFilters(
        List<Choice> votes,
        List<Choice> rows,
        List<Choice> method,
        List<Option> columns,
        String sort,
        boolean style,
        boolean chosen,
        boolean open) {
    public BoardFilters {
        votes = List.copyOf(votes);
        rows = List.copyOf(rows);
        method = List.copyOf(method);
        columns = List.copyOf(columns);
    }

    /** A list to choose from. */
    public record Choice(String name, String label, List<Option> options) {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** One of its entries. */
    public record Option(String value, String text, boolean selected) {}

    static BoardFilters of(BoardQuery query, Words words, List<String> makers) {
        BoardRows rows = query.rows();
        String text = query.text();
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
                        make.all("size", Arrays.asList(SizeClass.values()), rows.size(), SizeClass::name),
                        make.all("openness", Arrays.asList(Openness.values()), rows.openness(), BoardRows::key),
                        make.names("maker", makers, rows.maker()),
                        make.names(
                                "energy",
                                Stream.of(EnergyClass.values())
                                        .map(EnergyClass::name)
                                        .toList(),
                                rows.energy().map(EnergyClass::name)),
                        make.all("where", Arrays.asList(BoardRows.Where.values()), rows.where(), BoardRows.Where::key)),
                List.of(
                        make.some("ties", Arrays.asList(RankingModel.values()), query.ties(), RankingModel::key),
                        make.some("intervals", BoardQuery.INTERVALS, query.intervals(), Intervals::key),
                        make.some("method", EnergyMethod.all(), query.method(), EnergyMethod::name)),
                make.columns(rows),
                rows.sort(),
                query.style(),
                !text.isEmpty(),
                !text.isEmpty() && !text.equals("?sort=" + rows.sort()));
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

        /** Values that are names; the one chosen is among them even when nothing has it. */
        Choice names(String name, List<String> values, Optional<String> now) {
            List<Option> options = new ArrayList<>();
            options.add(new Option("", words.say("filter." + name + ".all"), now.isEmpty()));
            Stream.concat(values.stream(), now.stream())
                    .distinct()
                    .forEach(value -> options.add(new Option(value, value, now.equals(Optional.of(value)))));
            return new Choice(name, words.say("filter." + name), options);
        }

        List<Option> columns(BoardRows rows) {
            return BoardColumn.choosable().stream()
                    .map(column -> new Option(
                            column.key(),
                            words.say("board." + column.key()),
                            rows.columns().contains(column)))
                    .toList();
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
