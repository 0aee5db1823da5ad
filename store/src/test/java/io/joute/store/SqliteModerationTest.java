package io.joute.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.moderation.BlockedWords;
import io.joute.arena.moderation.Moderation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteModerationTest {
    @TempDir
    Path folder;

    @Test
    void holdsNothingAtFirst() {
        try (Database database = Database.open(folder)) {
            Moderation found = new SqliteModeration(database).find();
            assertThat(found.pointsOut()).isTrue();
            assertThat(found.perVisitor()).isEmpty();
            assertThat(found.words().entries()).isEmpty();
            assertThat(found.visitors()).isEmpty();
        }
    }

    @Test
    void findsWhatWasDecidedLastAfterAnotherStart() {
        try (Database database = Database.open(folder)) {
            SqliteModeration kept = new SqliteModeration(database);
            kept.set(Moderation.DEFAULT.withLimits(Optional.of(7), Optional.of(0)));
            kept.set(Moderation.DEFAULT
                    .withLimits(Optional.of(5), Optional.empty())
                    .pointingOut(false)
                    .withWords(new BlockedWords(List.of("zut", "grand méchant")))
                    .withVisitors(List.of("a1b2c3d4e5f6")));
        }
        try (Database database = Database.open(folder)) {
            Moderation found = new SqliteModeration(database).find();
            assertThat(found.perVisitor()).hasValue(5);
            assertThat(found.perAddress()).isEmpty();
            assertThat(found.pointsOut()).isFalse();
            assertThat(found.words().entries()).containsExactly("zut", "grand méchant");
            assertThat(found.visitors()).containsExactly("a1b2c3d4e5f6");
        }
    }
}
