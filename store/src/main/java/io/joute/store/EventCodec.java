package io.joute.store;

import io.joute.arena.duel.Choice;
import io.joute.arena.duel.Comment;
import io.joute.arena.duel.Consent;
import io.joute.arena.duel.DuelEvent;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.Reaction;
import io.joute.arena.duel.Receipt;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.Terms;
import io.joute.arena.duel.Vote;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import io.joute.arena.prompt.Category;
import io.joute.arena.prompt.Subject;
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
 * <p>The records below are the form of version 4, by type: {@code opened, asked, answered, failed, swapped, vote_cast,
 * reacted, revealed, erased}. Their names are on disk: a change of one is a new version, and those before stay readable.
 * Version 3 lacked {@code consent} and {@code subject}; version 2 also what {@link #ADDED_TO_USAGE} names; version 1 all
 * that {@link #ADDED} names, and {@code swapped, reacted, erased}.
 */
final class EventCodec {
    /** The form of the payloads written. */
    static final int VERSION = 4;

    /** What was added since version 1, and what it is in payloads that lack it. */
    private static final Map<String, Map<String, Object>> ADDED = Map.of(
            "opened", Map.of("picks", List.of(), "consent", Optional.empty()),
            "asked", Map.of("subject", Optional.empty()),
            "answered", Map.of("namesItself", false),
            "vote_cast", Map.of("comments", Map.of()),
            "revealed", Map.of("receipt", Optional.empty()));

    /** What version 3 added to the usage of an answer, and what it is in payloads before. */
    private static final Map<String, Object> ADDED_TO_USAGE = Map.of("reasoningTokens", 0, "cachedTokens", 0);

    private EventCodec() {}

    /** The columns that tell an event. */
    record Row(String duel, String type, String at, Optional<String> visitor, int version, String payload) {}

    private record Opened(
            String mode,
            String locale,
            String left,
            String right,
            List<String> picks,
            List<String> pool,
            double propensity,
            GenerationSettings settings,
            Optional<Agreed> consent) {}

    private record Agreed(String terms, String digest, boolean publication) {}

    private record Asked(int turn, String prompt, Optional<About> subject) {}

    private record About(Optional<String> language, String category) {}

    private record Answered(
            int turn,
            String side,
            String text,
            boolean namesItself,
            FinishReason finishReason,
            Usage usage,
            List<Estimate> energy,
            Optional<Measurement> measured) {}

    private record Failed(int turn, String side, String partial, String cause, boolean retryable) {}

    private record Swapped(int turn, String side, String out, String in, double propensity) {}

    private record VoteCast(int turn, String choice, Map<String, List<String>> tags, Map<String, String> comments) {}

    private record Reacted(int turn, String side, Optional<Opinion> reaction) {}

    private record Opinion(boolean liked, List<String> tags, Optional<String> comment) {}

    private record Revealed(Optional<String> receipt) {}

    private record Erased() {}

    static Row row(DuelEvent event) {
        return switch (event) {
            case DuelEvent.Opened opened -> row(event, "opened", Optional.of(opened.visitor()), stored(opened));
            case DuelEvent.Asked asked -> row(event, "asked", Optional.empty(), stored(asked));
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
            case DuelEvent.Swapped swap ->
                row(
                        event,
                        "swapped",
                        Optional.empty(),
                        new Swapped(swap.turn(), swap.side().letter(), swap.out(), swap.in(), swap.propensity()));
            case DuelEvent.Reacted reacted -> row(event, "reacted", Optional.empty(), stored(reacted));
            case DuelEvent.Revealed fall ->
                row(
                        event,
                        "revealed",
                        Optional.empty(),
                        new Revealed(fall.receipt().map(Receipt::code)));
            case DuelEvent.Erased ignored -> row(event, "erased", Optional.empty(), new Erased());
        };
    }

    /** The event that a row tells; an exception that says what is wrong with it otherwise. */
    static DuelEvent event(Row row) {
        if (row.version() < 1 || row.version() > VERSION) {
            throw new IllegalArgumentException("version is " + row.version() + ", expected 1 to " + VERSION
                    + ": written by another version of Joute");
        }
        String payload = row.version() == VERSION ? row.payload() : current(row);
        DuelId duel = new DuelId(row.duel());
        Instant at = Instant.parse(row.at());
        return switch (row.type()) {
            case "opened" -> opened(duel, at, row.visitor(), Json.read(payload, Opened.class));
            case "asked" -> asked(duel, at, Json.read(payload, Asked.class));
            case "answered" -> answered(duel, at, Json.read(payload, Answered.class));
            case "failed" -> failed(duel, at, Json.read(payload, Failed.class));
            case "swapped" -> swapped(duel, at, Json.read(payload, Swapped.class));
            case "reacted" -> reacted(duel, at, Json.read(payload, Reacted.class));
            case "vote_cast" -> new DuelEvent.VoteCast(duel, at, vote(Json.read(payload, VoteCast.class)));
            case "revealed" -> revealed(duel, at, Json.read(payload, Revealed.class));
            case "erased" -> erased(duel, at, Json.read(payload, Erased.class));
            default ->
                throw new IllegalArgumentException(
                        "type is '" + row.type() + "', expected a type of version " + VERSION);
        };
    }

    private static String current(Row row) {
        String payload = Json.extended(row.payload(), ADDED.getOrDefault(row.type(), Map.of()));
        return row.type().equals("answered") ? Json.extendedIn(payload, "usage", ADDED_TO_USAGE) : payload;
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
                opened.picks(),
                opened.pool(),
                opened.propensity(),
                opened.settings(),
                opened.consent()
                        .map(consent -> new Agreed(
                                consent.terms().version(), consent.terms().digest(), consent.publication())));
    }

    private static Asked stored(DuelEvent.Asked asked) {
        return new Asked(
                asked.turn(),
                asked.prompt(),
                asked.subject()
                        .map(subject ->
                                new About(subject.language(), subject.category().key())));
    }

    private static Answered stored(DuelEvent.Answered answered) {
        return new Answered(
                answered.turn(),
                answered.side().letter(),
                answered.text(),
                answered.namesItself(),
                answered.finishReason(),
                answered.usage(),
                answered.energy(),
                answered.measured());
    }

    private static VoteCast stored(Vote vote) {
        Map<String, List<String>> tags = vote.tags().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().letter(), entry -> keys(entry.getValue())));
        Map<String, String> comments = vote.comments().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().letter(),
                        entry -> entry.getValue().text()));
        return new VoteCast(vote.turn(), vote.choice().key(), tags, comments);
    }

    private static Reacted stored(DuelEvent.Reacted reacted) {
        return new Reacted(
                reacted.turn(),
                reacted.side().letter(),
                reacted.reaction()
                        .map(reaction -> new Opinion(
                                reaction.liked(),
                                keys(reaction.tags()),
                                reaction.comment().map(Comment::text))));
    }

    private static List<String> keys(Set<Tag> tags) {
        return tags.stream().sorted().map(Tag::key).toList();
    }

    private static DuelEvent opened(DuelId duel, Instant at, Optional<String> visitor, Opened stored) {
        return new DuelEvent.Opened(
                duel,
                at,
                visitor.orElseThrow(() -> new IllegalArgumentException("visitor is missing")),
                named(Mode.values(), Mode::key, stored.mode()),
                stored.locale(),
                stored.left(),
                stored.right(),
                stored.picks(),
                stored.pool(),
                stored.propensity(),
                stored.settings(),
                stored.consent()
                        .map(agreed -> new Consent(new Terms(agreed.terms(), agreed.digest()), agreed.publication())));
    }

    private static DuelEvent asked(DuelId duel, Instant at, Asked stored) {
        return new DuelEvent.Asked(
                duel,
                at,
                stored.turn(),
                stored.prompt(),
                stored.subject()
                        .map(about -> new Subject(
                                about.language(), named(Category.values(), Category::key, about.category()))));
    }

    private static DuelEvent answered(DuelId duel, Instant at, Answered stored) {
        return new DuelEvent.Answered(
                duel,
                at,
                stored.turn(),
                side(stored.side()),
                stored.text(),
                stored.namesItself(),
                stored.finishReason(),
                stored.usage(),
                stored.energy(),
                stored.measured());
    }

    private static DuelEvent failed(DuelId duel, Instant at, Failed stored) {
        return new DuelEvent.Failed(
                duel, at, stored.turn(), side(stored.side()), stored.partial(), stored.cause(), stored.retryable());
    }

    private static DuelEvent swapped(DuelId duel, Instant at, Swapped stored) {
        return new DuelEvent.Swapped(
                duel, at, stored.turn(), side(stored.side()), stored.out(), stored.in(), stored.propensity());
    }

    private static DuelEvent reacted(DuelId duel, Instant at, Reacted stored) {
        Optional<Reaction> reaction = stored.reaction()
                .map(opinion -> new Reaction(
                        opinion.liked(), tags(opinion.tags()), opinion.comment().map(Comment::new)));
        return new DuelEvent.Reacted(duel, at, stored.turn(), side(stored.side()), reaction);
    }

    private static DuelEvent revealed(DuelId duel, Instant at, Revealed stored) {
        return new DuelEvent.Revealed(duel, at, stored.receipt().map(Receipt::new));
    }

    private static DuelEvent erased(DuelId duel, Instant at, Erased ignored) {
        return new DuelEvent.Erased(duel, at);
    }

    private static Vote vote(VoteCast stored) {
        Map<Side, Set<Tag>> tags = stored.tags().entrySet().stream()
                .collect(Collectors.toMap(entry -> side(entry.getKey()), entry -> tags(entry.getValue())));
        Map<Side, Comment> comments = stored.comments().entrySet().stream()
                .collect(Collectors.toMap(entry -> side(entry.getKey()), entry -> new Comment(entry.getValue())));
        return new Vote(stored.turn(), named(Choice.values(), Choice::key, stored.choice()), tags, comments);
    }

    private static Set<Tag> tags(List<String> keys) {
        return keys.stream()
                .map(key -> Tag.of(key)
                        .orElseThrow(() -> new IllegalArgumentException("found tag '" + key + "', expected one of "
                                + Tag.BUILT_IN.stream().map(Tag::key).toList() + " or an own one")))
                .collect(Collectors.toSet());
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
