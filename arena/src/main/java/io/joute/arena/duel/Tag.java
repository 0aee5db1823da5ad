package io.joute.arena.duel;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reason a voter may tick for an answer, positive or negative: one that every arena has, or one of the operator's own,
 * whose key tells its sign, so that a vote is read without asking what is offered today.
 *
 * @param key its name on the wire, in the log and in exports; of an own one {@code own_good_…} or {@code own_bad_…}
 * @param positive whether it praises
 */
public record Tag(String key, boolean positive) implements Comparable<Tag> {
    // Before the tags, which are checked by it.
    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)*");

    public static final Tag USEFUL = new Tag("useful", true);
    public static final Tag COMPLETE = new Tag("complete", true);
    public static final Tag CREATIVE = new Tag("creative", true);
    public static final Tag CLEAR_FORMATTING = new Tag("clear_formatting", true);
    public static final Tag INCORRECT = new Tag("incorrect", false);
    public static final Tag SUPERFICIAL = new Tag("superficial", false);
    public static final Tag INSTRUCTIONS_NOT_FOLLOWED = new Tag("instructions_not_followed", false);

    /** Those that every arena has, in the order to show them. */
    public static final List<Tag> BUILT_IN =
            List.of(USEFUL, COMPLETE, CREATIVE, CLEAR_FORMATTING, INCORRECT, SUPERFICIAL, INSTRUCTIONS_NOT_FOLLOWED);

    private static final String GOOD = "own_good_";
    private static final String BAD = "own_bad_";
    private static final int LONGEST_KEY = 60;
    private static final Comparator<Tag> ORDER =
            Comparator.comparingInt(Tag::rank).thenComparing(Tag::key);

    public Tag {
        boolean signed = !isOwn(key) || key.startsWith(positive ? GOOD : BAD);
        if (!KEY.matcher(key).matches() || key.length() > LONGEST_KEY || !signed) {
            throw new IllegalArgumentException(
                    "tag '" + key + "' is " + (positive ? "positive" : "negative") + ", expected a key of at most "
                            + LONGEST_KEY + " small letters, digits and underscores, of this sign");
        }
    }

    /** The tag of this key: one that every arena has, or one that has the form of an operator's own. */
    public static Optional<Tag> of(String key) {
        if (isOwn(key) && KEY.matcher(key).matches() && key.length() <= LONGEST_KEY) {
            return Optional.of(new Tag(key, key.startsWith(GOOD)));
        }
        return BUILT_IN.stream().filter(tag -> tag.key.equals(key)).findFirst();
    }

    /** An operator's own tag, known by {@code name}: small letters and digits, with single underscores between. */
    static Tag own(boolean positive, String name) {
        return new Tag((positive ? GOOD : BAD) + name, positive);
    }

    /** Whether it is an operator's own. */
    public boolean isOwn() {
        return isOwn(key);
    }

    @Override
    public int compareTo(Tag other) {
        return ORDER.compare(this, other);
    }

    private static boolean isOwn(String key) {
        return key.startsWith(GOOD) || key.startsWith(BAD);
    }

    private int rank() {
        int place = BUILT_IN.indexOf(this);
        return place < 0 ? BUILT_IN.size() : place;
    }
}
