package io.joute.arena.duel;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The reasons that voters can tick: those of every arena that the operator does not hide, then the operator's own. Votes
 * keep what was ticked, whatever is offered later. Safe for any number of threads.
 */
public final class VoteTags {
    /** The most own ones, retired ones counted. */
    public static final int MOST = 40;

    private static final int LONGEST_NAME = 40;

    private final TagChoice.Store store;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile TagChoice choice;

    /** Those of {@code store}, which nobody else changes. */
    public VoteTags(TagChoice.Store store) {
        this.store = store;
        this.choice = store.find();
    }

    /** What can be ticked now, in the order to show it. */
    public List<Tag> offered() {
        TagChoice now = choice;
        return Stream.concat(
                        Tag.BUILT_IN.stream().filter(tag -> !now.hidden().contains(tag)),
                        now.own().stream().filter(own -> !own.retired()).map(OwnTag::tag))
                .toList();
    }

    /** The operator's own ones, retired ones too. */
    public List<OwnTag> own() {
        return choice.own();
    }

    /** Whether this can be ticked, or could once: a page may be older than a change. */
    public boolean isKnown(Tag tag) {
        return Tag.BUILT_IN.contains(tag) || find(tag).isPresent();
    }

    /** Refuse a vote or a reaction with a tag that is not known. */
    void require(Set<Tag> ticked) {
        for (Tag tag : ticked) {
            if (!isKnown(tag)) {
                throw Rules.invalid("tag", "is '" + tag.key() + "', expected one that this arena has");
            }
        }
    }

    /** What voters read of an own tag in the language with this code. */
    public Optional<String> label(Tag tag, String language) {
        return find(tag).flatMap(own -> Optional.ofNullable(own.labels().get(language)));
    }

    /**
     * Add one that is offered at once.
     *
     * @param labels what voters read, by the code of the language
     * @param name what its key is made of: one of the labels
     * @return the tag; nothing when there are {@value #MOST}, or one of this sign has one of the labels already
     */
    public Optional<Tag> add(boolean positive, Map<String, String> labels, String name) {
        changing.lock();
        try {
            TagChoice now = choice;
            boolean twice = now.own().stream()
                    .filter(own -> own.tag().positive() == positive)
                    .anyMatch(own -> own.labels().values().stream()
                            .anyMatch(label -> labels.values().stream().anyMatch(label::equalsIgnoreCase)));
            if (twice || now.own().size() >= MOST) {
                return Optional.empty();
            }
            Tag tag = unused(positive, slug(name));
            List<OwnTag> own = new ArrayList<>(now.own());
            own.add(new OwnTag(tag, labels, false));
            keep(new TagChoice(own, now.hidden()));
            return Optional.of(tag);
        } finally {
            changing.unlock();
        }
    }

    /** Offer a tag from now on, or do not; false when it is not known. */
    public boolean offer(Tag tag, boolean offered) {
        changing.lock();
        try {
            if (!isKnown(tag)) {
                return false;
            }
            TagChoice now = choice;
            Set<Tag> hidden = new HashSet<>(now.hidden());
            if (offered || tag.isOwn()) {
                hidden.remove(tag);
            } else {
                hidden.add(tag);
            }
            List<OwnTag> own = now.own().stream()
                    .map(each -> each.tag().equals(tag) ? each.retired(!offered) : each)
                    .toList();
            keep(new TagChoice(own, hidden));
            return true;
        } finally {
            changing.unlock();
        }
    }

    private void keep(TagChoice fresh) {
        store.set(fresh);
        choice = fresh;
    }

    private Optional<OwnTag> find(Tag tag) {
        return choice.own().stream().filter(own -> own.tag().equals(tag)).findFirst();
    }

    private Tag unused(boolean positive, String slug) {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> Tag.own(positive, i == 1 ? slug : slug + '_' + i))
                .filter(tag -> find(tag).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** Small letters and digits of a label; what has none of them is a tag without a name. */
    private static String slug(String label) {
        String plain = Normalizer.normalize(label, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_");
        String cut = plain.substring(0, Math.min(plain.length(), LONGEST_NAME)).replaceAll("^_|_$", "");
        return cut.isEmpty() ? "tag" : cut;
    }
}
