package io.joute.arena.dataset;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Choice;
import io.joute.arena.duel.Duel;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.Side;
import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import io.joute.arena.prompt.Category;
import io.joute.arena.prompt.Subject;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A duel as it goes out: its texts redacted, its ids replaced, its time a day.
 *
 * @param number from 1, in this export
 * @param duel with redacted texts
 * @param ids of this export
 * @param cards by id, of the models that still have one
 * @param method energy method whose estimates go out
 */
record PublishedDuel(long number, Duel duel, Pseudonyms ids, Map<String, ModelCard> cards, EnergyMethod method) {
    PublishedDuel {
        cards = Map.copyOf(cards);
    }

    /** A turn of it. */
    record Turn(PublishedDuel of, Duel.Turn turn) {
        int index() {
            return turn.asked().turn();
        }

        Optional<Choice> choice() {
            return turn.vote().map(cast -> cast.vote().choice());
        }
    }

    /** What the voter thinks of one answer. */
    record Reaction(Turn turn, Side side, io.joute.arena.duel.Reaction reaction) {}

    String id() {
        return ids.of("duel", rawId());
    }

    String conversation(Side side) {
        return ids.of("conversation " + side.letter(), rawId());
    }

    String pairId() {
        return conversation(Side.LEFT) + '-' + conversation(Side.RIGHT);
    }

    String session() {
        return ids.of("session", rawId());
    }

    String voter() {
        return ids.of("voter", duel.visitor());
    }

    private String rawId() {
        return duel.opened().duel().value();
    }

    /** The day it was opened: {@code 2026-11-25T00:00:00}. */
    String day() {
        return duel.opened().at().truncatedTo(ChronoUnit.DAYS).toString().replace("Z", "");
    }

    long daySeconds() {
        return duel.opened().at().truncatedTo(ChronoUnit.DAYS).getEpochSecond();
    }

    String model(Side side) {
        return duel.modelId(side);
    }

    Optional<ModelCard> card(Side side) {
        return Optional.ofNullable(cards.get(model(side)));
    }

    List<Turn> turns() {
        return duel.turns().stream().map(turn -> new Turn(this, turn)).toList();
    }

    String openingMessage() {
        return duel.turns().isEmpty() ? "" : duel.turns().getFirst().asked().prompt();
    }

    /** Subject of the first prompt that has one. */
    Subject subject() {
        Optional<String> language = Optional.empty();
        Category category = Category.OTHER;
        for (Duel.Turn turn : duel.turns()) {
            Subject told = turn.asked().subject().orElse(Subject.UNKNOWN);
            language = language.or(told::language);
            category = category == Category.OTHER ? told.category() : category;
        }
        return new Subject(language, category);
    }

    /** What both sides wrote in the turns before {@code end}. */
    List<DuelEvent.Answered> answers(Side side, int end) {
        return duel.turns().stream()
                .limit(end)
                .flatMap(turn -> turn.answered(side).stream())
                .toList();
    }

    Optional<Estimate> estimate(DuelEvent.Answered answer) {
        return answer.energy().stream()
                .filter(each -> each.method().equals(method.name()))
                .findFirst();
    }

    /** Sum over the answers; empty if any lacks it. */
    Optional<Double> wattHours(List<DuelEvent.Answered> answers, Function<Estimate, Double> figure) {
        double sum = 0;
        for (DuelEvent.Answered answer : answers) {
            Optional<Estimate> estimate = estimate(answer);
            if (estimate.isEmpty()) {
                return Optional.empty();
            }
            sum += figure.apply(estimate.get());
        }
        return answers.isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    static Optional<Double> measuredWattHours(Optional<DuelEvent.Answered> answer) {
        return answer.flatMap(DuelEvent.Answered::measured).map(Measurement::value);
    }

    static long outputTokens(List<DuelEvent.Answered> answers) {
        return answers.stream()
                .mapToLong(answer -> answer.usage().outputTokens())
                .sum();
    }
}
