package io.joute.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Share;
import io.joute.arena.duel.ShareKey;
import io.joute.arena.duel.Shares;
import io.joute.arena.duel.SharesContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSharesTest extends SharesContract {
    @TempDir
    Path directory;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(directory);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected Shares shares() {
        return new SqliteShares(database);
    }

    @Test
    void keepsLinksWhenItIsClosedAndOpenedAgain() {
        Share share = new Share(new ShareKey("a".repeat(32)), new DuelId("b".repeat(32)), true);
        shares().put(share);
        database.close();
        open();
        assertThat(shares().find(share.key())).contains(share);
    }
}
