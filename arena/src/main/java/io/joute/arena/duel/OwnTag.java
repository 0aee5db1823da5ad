package io.joute.arena.duel;

import java.util.Map;
import java.util.Objects;

/**
 * A reason to tick that the operator added.
 *
 * @param tag by which votes know it
 * @param labels what voters read, by the code of the language; never changed, since votes were cast with them
 * @param retired whether it is not offered any more
 */
public record OwnTag(Tag tag, Map<String, String> labels, boolean retired) {
    /** The most characters of a label. */
    public static final int LONGEST_LABEL = 40;

    public OwnTag {
        Objects.requireNonNull(tag, "tag");
        labels = Map.copyOf(labels);
        if (!tag.isOwn() || labels.isEmpty() || !labels.values().stream().allMatch(OwnTag::isLabel)) {
            throw new IllegalArgumentException("tag '" + tag.key() + "' has labels " + labels
                    + ", expected a key of an own tag and labels of one line and 1 to " + LONGEST_LABEL
                    + " characters");
        }
    }

    /** Whether this can be a label: one line. */
    public static boolean isLabel(String text) {
        return !text.isBlank() && text.length() <= LONGEST_LABEL && text.chars().noneMatch(Character::isISOControl);
    }

    OwnTag retired(boolean now) {
        return new OwnTag(tag, labels, now);
    }
}
