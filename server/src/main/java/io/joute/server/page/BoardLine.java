package io.joute.server.page;

import io.joute.arena.board.BoardRow;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.Openness;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.Estimates;
import io.joute.arena.ranking.RankedModel;
import java.util.Comparator;
import java.util.function.Function;

/** A row of the leaderboard with the rating that is shown of it, and the orders of such rows. */
record BoardLine(BoardRow row, RankedModel model) {
    private static final long MILLION = 1_000_000;

    /** The order asked for; lines that it does not tell apart stay as they usually are. */
    static Comparator<BoardLine> order(BoardRows rows, Cards cards) {
        Comparator<BoardLine> usual = Comparator.comparing((BoardLine line) -> line.model.preliminary())
                .thenComparingInt(line -> line.model.position());
        Comparator<BoardLine> leastFirst = switch (rows.by()) {
            case RANK, INTERVAL, APART, QUALITIES -> usual;
            case MODEL -> text(line -> cards.name(line.row.model()));
            case RATING -> Comparator.comparingDouble(line -> line.model.rating());
            case TIER -> Comparator.comparingInt(line -> line.row.tier().orElse(Integer.MAX_VALUE));
            case VOTES -> Comparator.comparingLong(line -> line.row.votes());
            case WON -> Comparator.comparingDouble(line -> line.row.shareWon());
            case ENERGY -> number(BoardLine::energy);
            case ENERGY_TOKENS -> number(BoardLine::energyOfTokens);
            case ENERGY_CLASS -> number(line -> line.of(BoardLine::million, Double.POSITIVE_INFINITY));
            case OPENNESS -> Comparator.comparing(line -> line.of(ModelCard::openness, Openness.PROPRIETARY));
            case SIZE -> number(line -> line.of(card -> card.total().mid(), Double.POSITIVE_INFINITY));
            case PARAMETERS -> number(line -> line.of(card -> card.active().mid(), Double.POSITIVE_INFINITY));
            case MAKER -> text(line -> line.of(ModelCard::maker, ""));
            case LICENCE -> text(line -> line.of(cards::licence, ""));
            case ARCHITECTURE ->
                text(line -> line.of(
                        card -> cards.architecture(card.details().build().architecture()), ""));
            case RELEASE -> text(line -> line.of(ModelCard::releaseDate, ""));
            case FAILURES -> number(line -> line.row.career().failureRate());
        };
        return (rows.descending() ? leastFirst.reversed() : leastFirst).thenComparing(usual);
    }

    private static Comparator<BoardLine> text(Function<BoardLine, String> of) {
        return Comparator.comparing(of, String.CASE_INSENSITIVE_ORDER);
    }

    private static Comparator<BoardLine> number(Function<BoardLine, Double> of) {
        return Comparator.comparing(of);
    }

    private double energy() {
        return row.energy().perAnswer().map(estimate -> estimate.mid()).orElse(Double.POSITIVE_INFINITY);
    }

    private double energyOfTokens() {
        return row.energy().perThousandTokens().map(estimate -> estimate.mid()).orElse(Double.POSITIVE_INFINITY);
    }

    private static double million(ModelCard card) {
        return Estimates.of(new EcoLogits09(), card, MILLION).energy().mid();
    }

    private <T> T of(Function<ModelCard, T> told, T unknown) {
        return row.card().map(told).orElse(unknown);
    }
}
