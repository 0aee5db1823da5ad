package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VoteTagsTest {
    private final VoteTags tags = new VoteTags(new MemoryTags());

    private Optional<Tag> add(boolean positive, String french, String english) {
        return tags.add(positive, Map.of("fr", french, "en", english), english);
    }

    @Test
    void offersThoseOfEveryArenaAtFirst() {
        assertThat(tags.offered()).isEqualTo(Tag.BUILT_IN);
    }

    @Test
    void addsOwnOnesBehindThemWithAKeyThatTellsTheirSign() {
        Tag sourced = add(true, "Cite ses sources", "Sources named, é!").orElseThrow();
        Tag long1 = add(false, "Trop long", "Too long").orElseThrow();

        assertThat(sourced).isEqualTo(new Tag("own_good_sources_named_e", true));
        assertThat(long1.key()).isEqualTo("own_bad_too_long");
        assertThat(tags.offered()).endsWith(sourced, long1).hasSize(9);
        assertThat(Tag.of(long1.key())).contains(long1);
        assertThat(tags.label(sourced, "fr")).contains("Cite ses sources");
        assertThat(Stream.of(sourced, Tag.INCORRECT, long1, Tag.USEFUL).sorted())
                .containsExactly(Tag.USEFUL, Tag.INCORRECT, long1, sourced);
    }

    @Test
    void givesLabelsWithoutLettersAKeyAndNoTwoTheSame() {
        assertThat(add(true, "★", "★★").orElseThrow().key()).isEqualTo("own_good_tag");
        assertThat(add(true, "☆", "☆☆").orElseThrow().key()).isEqualTo("own_good_tag_2");
        assertThat(add(true, "Bien", "★★")).isEmpty();
        assertThat(add(false, "★", "★★")).as("the other side").isPresent();
        String longest = "x".repeat(OwnTag.LONGEST_LABEL);
        assertThat(add(true, longest, longest)).isPresent();
    }

    @Test
    void retiresAndHidesWithoutForgetting() {
        Tag own = add(true, "Drôle", "Funny").orElseThrow();
        assertThat(tags.offer(own, false)).isTrue();
        assertThat(tags.offer(Tag.CREATIVE, false)).isTrue();
        assertThat(tags.offered()).doesNotContain(own, Tag.CREATIVE);
        assertThat(tags.isKnown(own)).isTrue();
        assertThat(tags.isKnown(Tag.CREATIVE)).isTrue();
        assertThat(tags.label(own, "en")).contains("Funny");

        tags.offer(own, true);
        tags.offer(Tag.CREATIVE, true);
        assertThat(tags.offered()).containsAll(Tag.BUILT_IN).contains(own);
        assertThat(tags.offer(new Tag("own_good_nobodys", true), true)).isFalse();
    }

    @Test
    void keepsNoMoreThanAFormCanShow() {
        for (int i = 0; i < VoteTags.MOST; i++) {
            assertThat(add(true, "numéro " + i, "number " + i)).isPresent();
        }
        assertThat(add(true, "de trop", "too many")).isEmpty();
    }

    @Test
    void refusesWhatIsNoTag() {
        assertThatThrownBy(() -> new Tag("own_good_x", false)).hasMessageContaining("of this sign");
        assertThatThrownBy(() -> new Tag("Own", true)).hasMessageContaining("'Own'");
        assertThat(Tag.of("own_good_")).isEmpty();
        assertThat(Tag.of("own_good_A")).isEmpty();
        assertThat(Tag.of("nice")).isEmpty();
        assertThatThrownBy(() -> new OwnTag(Tag.USEFUL, Map.of("en", "x"), false))
                .hasMessageContaining("expected a key of an own tag");
    }

    @Test
    void takesOnlyVotesWithTagsThatTheArenaHas() {
        try (Stage stage = Stage.unpaced(ScriptedModel.saying("big", "yes"), ScriptedModel.saying("small", "no"))) {
            DuelId duel = stage.play("Well?");
            Tag unknown = new Tag("own_good_nobodys", true);
            Vote vote = new Vote(0, Choice.A, Map.of(Side.LEFT, Set.of(unknown)));
            assertThatThrownBy(() -> stage.duels.vote(duel, Stage.ANNE, vote)).hasMessageContaining("own_good_nobodys");

            Tag own = stage.tags.add(true, Map.of("en", "Funny"), "Funny").orElseThrow();
            stage.tags.offer(own, false);
            stage.duels.vote(duel, Stage.ANNE, new Vote(0, Choice.A, Map.of(Side.LEFT, Set.of(own))));
            assertThat(stage.log.read(duel).getLast().toString()).contains("own_good_funny");
        }
    }
}
