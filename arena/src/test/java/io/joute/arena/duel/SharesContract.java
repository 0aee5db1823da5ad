package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every keeper of links does. */
public abstract class SharesContract {
    /** For each implementation. */
    protected SharesContract() {}

    /** Without any link. */
    protected abstract Shares shares();

    private static Share share(int key, int duel, boolean withQuestion) {
        return new Share(new ShareKey("%032x".formatted(key)), new DuelId("%032x".formatted(duel)), withQuestion);
    }

    @Test
    void findsALinkByItsKeyAndByItsDuel() {
        Shares shares = shares();
        Share one = share(1, 11, true);
        Share two = share(2, 12, false);
        shares.put(one);
        shares.put(two);
        assertThat(shares.find(one.key())).contains(one);
        assertThat(shares.find(two.key())).contains(two);
        assertThat(shares.of(two.duel())).contains(two);
        assertThat(shares.find(new ShareKey("%032x".formatted(3)))).isEmpty();
        assertThat(shares.of(new DuelId("%032x".formatted(1)))).isEmpty();
    }

    @Test
    void keepsTheLastLinkOfADuelOnly() {
        Shares shares = shares();
        Share former = share(1, 11, false);
        Share now = share(2, 11, true);
        shares.put(former);
        shares.put(now);
        assertThat(shares.find(former.key())).isEmpty();
        assertThat(shares.of(now.duel())).contains(now);
    }

    @Test
    void forgetsTheLinkOfOneDuel() {
        Shares shares = shares();
        Share gone = share(1, 11, false);
        Share kept = share(2, 12, false);
        shares.put(gone);
        shares.put(kept);
        shares.remove(gone.duel());
        shares.remove(gone.duel());
        assertThat(shares.find(gone.key())).isEmpty();
        assertThat(shares.find(kept.key())).contains(kept);
    }
}
