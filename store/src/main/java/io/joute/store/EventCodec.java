package io.joute.store;

import io.joute.arena.duel.Choice;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.Vote;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Usage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Events of duels as rows: what is common to all stands in columns, the rest as JSON in a payload.
 *
 * <p>The records below are the form of version 1, by type: {@code opened, asked, answered, failed, vote_cast, revealed}.
 * Their names are on disk: a change of one is a new version, and version 1 stays readable.
 */
final class EventCodec {
    /** The form of the payloads written. */
    static final int VERSION = 1;

    private EventCodec() {}

    /** The columns that tell an event. */
    record Row(String duel, String type, String at, Optional<String> visitor, int version, String payload) {}

    private record Opened(
            String mode,
            String locale,
            String left,
            String right,
            List<String> pool,
            double propensity,
            GenerationSettings settings) {}

    private record Asked(int turn, String prompt) {}

    private record Answered(
            int turn,
            String side,
            String text,
            FinishReason finishReason,
            Usage usage,
            List<Estimate> energy,
            Optional<Measurement> measured) {}

    private record Failed(int turn, String side, String partial, String cause, boolean retryable) {}

    private record VoteCast(int turn, String choice, Map<String, List<String>> tags) {}

    private record Revealed() {}

    static Row row(DuelEvent event) {
        return switch (event) {
            case DuelEvent.Opened opened -> row(event, "opened", Optional.of(opened.visitor()), stored(opened));
            case DuelEvent.Asked asked ->
                row(event, "asked", Optional.empty(), new Asked(asked.turn(), asked.prompt()));
            case DuelEvent.Answered answered -> row(event, "answered", Optional.empty(), stored(answered));
            case DuelEvent.Failed failed ->
                row(
                        event,
                        "failed",
                        Optional.empty(),
                        new Failed(
                                failed.turn(),
                                failed.side().letter(),
                                failed.partial(),
                                failed.cause(),
                                failed.retryable()));
            case DuelEvent.VoteCast cast -> row(event, "vote_cast", Optional.empty(), stored(cast.vote()));
            case DuelEvent.Revealed ignored -> row(event, "revealed", Optional.empty(), new Revealed());
        };
    }

    /** The event that a row tells; an exception that says what is wrong with it otherwise. */
    static DuelEvent event(Row row) {
        if (row.version() != VERSION) {
            throw new IllegalArgumentException(
                    "version is " + row.version() + ", expected " + VERSION + ": written by another version of Joute");
        }
        DuelId duel = new DuelId(row.duel());
        Instant at = Instant.parse(row.at());
        return switch (row.type()) {
            case "opened" -> opened(duel, at, row);
            case "asked" -> asked(duel, at, Json.read(row.payload(), Asked.class));
            case "answered" -> answered(duel, at, Json.read(row.payload(), Answered.class));
            case "failed" -> failed(duel, at, Json.read(row.payload(), Failed.class));
            case "vote_cast" -> new DuelEvent.VoteCast(duel, at, vote(Json.read(row.payload(), VoteCast.class)));
            case "revealed" -> revealed(duel, at, Json.read(row.payload(), Revealed.class));
            default -> throw new IllegalArgumentException("type is '" + row.type() + "', expected a type of version 1");
        };
    }

    private static Row row(DuelEvent event, String type, Optional<String> visitor, Object payload) {
        return new Row(event.duel().value(), type, event.at().toString(), visitor, VERSION, Json.write(payload));
    }

    private static Opened stored(DuelEvent.Opened opened) {
        return new Opened(
                opened.mode().key(),
                opened.locale(),
                opened.left(),
                opened.right(),
                opened.pool(),
                opened.propensity(),
                opened.settings());
    }

    private static Answered stored(DuelEvent.Answered answered) {
        return new Answered(
                answered.turn(),
                answered.side().letter(),
                answered.text(),
                answered.finishReason(),
                answered.usage(),
                answered.energy(),
                answered.measured());
    }

    private static VoteCast stored(Vote vote) {
        Map<String, List<String>> tags = vote.tags().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().letter(), entry -> keys(entry.getValue())));
        return new VoteCast(vote.turn(), vote.choice().key(), tags);
    }

    private static List<String> keys(Set<Tag> tags) {
        return tags.stream().sorted().map(Tag::key).toList();
    }

    private static DuelEvent opened(DuelId duel, Instant at, Row row) {
        Opened stored = Json.read(row.payload(), Opened.class);
        return new DuelEvent.Opened(
                duel,
                at,
                row.visitor().orElseThrow(() -> new IllegalArgumentException("visitor is missing")),
                named(Mode.values(), Mode::key, stored.mode()),
                stored.locale(),
                stored.left(),
                stored.right(),
                stored.pool(),
                stored.propensity(),
                stored.settings());
    }

    private static DuelEvent asked(DuelId duel, Instant at, Asked stored) {
        return new DuelEvent.Asked(duel, at, stored.turn(), stored.prompt());
    }

    private static DuelEvent answered(DuelId duel, Instant at, Answered stored) {
        return new DuelEvent.Answered(
                duel,
                at,
                stored.turn(),
                side(stored.side()),
                stored.text(),
                stored.finishReason(),
                stored.usage(),
                stored.energy(),
                stored.measured());
    }

    private static DuelEvent failed(DuelId duel, Instant at, Failed stored) {
        return new DuelEvent.Failed(
                duel, at, stored.turn(), side(stored.side()), stored.partial(), stored.cause(), stored.retryable());
    }

    private static DuelEvent revealed(DuelId duel, Instant at, Revealed ignored) {
        return new DuelEvent.Revealed(duel, at);
    }

    private static Vote vote(VoteCast stored) {
        Map<Side, Set<Tag>> tags = stored.tags().entrySet().stream()
                .collect(Collectors.toMap(entry -> side(entry.getKey()), entry -> tags(entry.getValue())));
        return new Vote(stored.turn(), named(Choice.values(), Choice::key, stored.choice()), tags);
    }

    private static Set<Tag> tags(List<String> keys) {
        return keys.stream().map(key -> named(Tag.values(), Tag::key, key)).collect(Collectors.toSet());
    }

    private static Side side(String letter) {
        return named(Side.values(), Side::letter, letter);
    }

    private static <T> T named(T[] values, Function<T, String> key, String found) {
        return Arrays.stream(values)
                .filter(value -> key.apply(value).equals(found))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("found '" + found + "', expected one of "
                        + Arrays.stream(values).map(key).toList()));
    }
}
