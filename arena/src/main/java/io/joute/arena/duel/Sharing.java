package io.joute.arena.duel;

import java.util.Optional;

/**
 * Lets visitors show the reveal of a duel to whom they like, by a link, until they take it back or erase the duel. Safe
 * for any number of threads.
 */
public final class Sharing {
    private final Ledger ledger;
    private final Grounds grounds;

    Sharing(Ledger ledger, Grounds grounds) {
        this.ledger = ledger;
        this.grounds = grounds;
    }

    /** Give a revealed duel a link: the one it has if that shows the same, a new one in its place otherwise. */
    public Share share(DuelId id, String visitor, boolean withQuestion) {
        return ledger.locked(id, () -> {
            revealed(id, visitor);
            return grounds.shares()
                    .of(id)
                    .filter(share -> share.withQuestion() == withQuestion)
                    .orElseGet(() -> put(new Share(ShareKey.fresh(grounds.random()), id, withQuestion)));
        });
    }

    /** The link of a visitor's duel. */
    public Optional<Share> of(DuelId id, String visitor) {
        return ledger.locked(id, () -> {
            revealed(id, visitor);
            return grounds.shares().of(id);
        });
    }

    /** Take the link of a duel back: from now on it shows nothing. */
    public void end(DuelId id, String visitor) {
        ledger.locked(id, () -> {
            Duel duel = revealed(id, visitor);
            grounds.shares().remove(id);
            return duel;
        });
    }

    /** What a visitor would share of a duel of theirs. */
    public Shared preview(DuelId id, String visitor, boolean withQuestion) {
        return ledger.locked(id, () -> shown(revealed(id, visitor), withQuestion));
    }

    /** What a link shows, to anyone; empty when it was never given, or taken back. */
    public Optional<Shared> open(ShareKey key) {
        return grounds.shares()
                .find(key)
                .flatMap(share -> ledger.locked(
                        share.duel(),
                        () -> ledger.find(share.duel())
                                .map(Ledger.Seen::duel)
                                .map(duel -> shown(duel, share.withQuestion()))));
    }

    private Share put(Share share) {
        grounds.shares().put(share);
        return share;
    }

    private Duel revealed(DuelId id, String visitor) {
        return ledger.look(id, visitor).in(DuelState.REVEALED);
    }

    private Shared shown(Duel duel, boolean withQuestion) {
        VotedDuel voted = duel.voted().orElseThrow(() -> Ledger.wrongState(duel.stateAtRest()));
        Optional<String> question =
                Optional.of(duel.turns().getFirst().asked().prompt()).filter(ignored -> withQuestion);
        return new Shared(Reveal.of(voted, grounds.catalog()).forOthers(), question);
    }
}
