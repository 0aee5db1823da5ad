package io.joute.server.page;

import io.joute.arena.duel.Choice;
import io.joute.arena.duel.Comment;
import io.joute.arena.duel.Reaction;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.Vote;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a vote from the keys that pages and programs send; refuses a key that is not one. */
public final class Ballots {
    private static final Pattern TURN = Pattern.compile("\\d{1,4}");

    private Ballots() {}

    /** What a voter sent about one side: keys of reasons, and words, perhaps none. */
    public record About(List<String> tags, String comment) {
        public About {
            tags = List.copyOf(tags);
        }
    }

    /** The vote that these keys and words mean. */
    public static Vote vote(int turn, String choice, Map<Side, About> about) {
        Map<Side, Set<Tag>> ticked = new EnumMap<>(Side.class);
        Map<Side, Comment> comments = new EnumMap<>(Side.class);
        about.forEach((side, sent) -> {
            ticked.put(side, tags(sent.tags()));
            comment(sent.comment()).ifPresent(comment -> comments.put(side, comment));
        });
        return new Vote(turn, choice(choice), ticked, comments);
    }

    /** The reaction that a key, {@code like} or {@code dislike}, and what was sent with it mean; none takes it back. */
    public static Optional<Reaction> reaction(String kind, About about) {
        return switch (kind) {
            case "like" -> Optional.of(reaction(true, about));
            case "dislike" -> Optional.of(reaction(false, about));
            case "none" -> Optional.empty();
            default -> throw new Refusal(Fault.INVALID);
        };
    }

    private static Reaction reaction(boolean liked, About about) {
        Set<Tag> tags = tags(about.tags());
        if (tags.stream().anyMatch(tag -> tag.positive() != liked)) {
            throw new Refusal(Fault.INVALID);
        }
        return new Reaction(liked, tags, comment(about.comment()));
    }

    /** What was written, cleaned of what is no text; empty when nothing was. */
    private static Optional<Comment> comment(String typed) {
        String clean = CleanText.of(typed).replace('\t', ' ').strip();
        if (clean.codePointCount(0, clean.length()) > Comment.MOST_CHARACTERS) {
            throw new Refusal(Fault.TOO_LONG);
        }
        return clean.isEmpty() ? Optional.empty() : Optional.of(new Comment(clean));
    }

    /** The side of this letter. */
    public static Side side(String letter) {
        return Arrays.stream(Side.values())
                .filter(side -> side.letter().equals(letter))
                .findFirst()
                .orElseThrow(() -> new Refusal(Fault.INVALID));
    }

    /** The number of a turn in an address or a form. */
    public static int turn(String digits) {
        if (!TURN.matcher(digits).matches()) {
            throw new Refusal(Fault.INVALID);
        }
        return Integer.parseInt(digits);
    }

    private static Choice choice(String key) {
        return Arrays.stream(Choice.values())
                .filter(choice -> choice.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Refusal(Fault.INVALID, "vote"));
    }

    private static Set<Tag> tags(List<String> keys) {
        return keys.stream()
                .map(key -> Tag.of(key).orElseThrow(() -> new Refusal(Fault.INVALID)))
                .collect(Collectors.toSet());
    }
}
