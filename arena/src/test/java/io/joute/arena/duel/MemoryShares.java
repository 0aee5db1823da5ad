package io.joute.arena.duel;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Links that last as long as a test. */
public final class MemoryShares implements Shares {
    private final Map<DuelId, Share> shares = new ConcurrentHashMap<>();

    /** Begin without any. */
    public MemoryShares() {}

    @Override
    public void put(Share share) {
        shares.put(share.duel(), share);
    }

    @Override
    public Optional<Share> of(DuelId duel) {
        return Optional.ofNullable(shares.get(duel));
    }

    @Override
    public Optional<Share> find(ShareKey key) {
        return shares.values().stream().filter(share -> share.key().equals(key)).findFirst();
    }

    @Override
    public void remove(DuelId duel) {
        shares.remove(duel);
    }
}
