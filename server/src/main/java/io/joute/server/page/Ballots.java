package io.joute.server.page;

import io.joute.arena.duel.Choice;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.Vote;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a vote from the keys that pages and programs send; refuses a key that is not one. */
public final class Ballots {
    private static final Pattern TURN = Pattern.compile("\\d{1,4}");

    private Ballots() {}

    /** The vote that these keys mean. */
    public static Vote vote(int turn, String choice, Map<Side, List<String>> tags) {
        Map<Side, Set<Tag>> ticked = new EnumMap<>(Side.class);
        tags.forEach((side, keys) -> ticked.put(side, tags(keys)));
        return new Vote(turn, choice(choice), ticked);
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
        Set<Tag> tags = EnumSet.noneOf(Tag.class);
        for (String key : keys) {
            tags.add(Arrays.stream(Tag.values())
                    .filter(tag -> tag.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(Fault.INVALID)));
        }
        return tags;
    }
}
