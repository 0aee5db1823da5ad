package io.joute.server.page;

import io.joute.arena.duel.Tag;
import io.joute.arena.duel.VoteTags;

/** What visitors read of reasons to tick, in one language. */
public final class TagWords {
    private final Words words;
    private final VoteTags tags;

    /** The words of {@code words}, and for the operator's own those of {@code tags}. */
    public TagWords(Words words, VoteTags tags) {
        this.words = words;
        this.tags = tags;
    }

    /** What visitors read; of an own tag that this arena does not know, its key. */
    public String say(Tag tag) {
        return tag.isOwn()
                ? tags.label(tag, words.language().code()).map(words::typeset).orElse(tag.key())
                : words.say("tag." + tag.key());
    }

    /** The tags. */
    VoteTags tags() {
        return tags;
    }
}
