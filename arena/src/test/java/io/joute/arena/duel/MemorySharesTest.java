package io.joute.arena.duel;

class MemorySharesTest extends SharesContract {
    private final Shares shares = new MemoryShares();

    @Override
    protected Shares shares() {
        return shares;
    }
}
