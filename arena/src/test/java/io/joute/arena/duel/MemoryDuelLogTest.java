package io.joute.arena.duel;

class MemoryDuelLogTest extends DuelLogContract {
    @Override
    protected DuelLog log() {
        return new MemoryDuelLog();
    }
}
