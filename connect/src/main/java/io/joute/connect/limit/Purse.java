package io.joute.connect.limit;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/**
 * The money of an endpoint for a day (UTC).
 *
 * <p>What a call may cost at most is taken out before it is made, and what it did not cost put back after: whatever runs
 * at once, the limit is never passed. What is written down holds calls under way at their most, so that nothing is
 * forgotten when the program dies. Safe for any number of threads.
 */
public final class Purse {
    private final String endpoint;
    private final Optional<BigDecimal> perDay;
    private final Clock clock;
    private final Ledger ledger;
    private LocalDate day;
    private BigDecimal spent;

    /** Open the purse of an endpoint; without a limit a day it only counts. */
    public Purse(String endpoint, Optional<BigDecimal> perDay, Clock clock, Ledger ledger) {
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.perDay = perDay;
        this.clock = clock;
        this.ledger = ledger;
        this.day = today();
        this.spent = ledger.spent(endpoint, day);
    }

    /** What a call may cost. */
    public final class Hold {
        private final LocalDate heldOn;
        private final BigDecimal most;
        private boolean settled;

        private Hold(LocalDate heldOn, BigDecimal most) {
            this.heldOn = heldOn;
            this.most = most;
        }

        /** The most it may cost. */
        public BigDecimal most() {
            return most;
        }

        /** It cost so much; settling again changes nothing. */
        public void settle(BigDecimal cost) {
            synchronized (Purse.this) {
                if (!settled) {
                    settled = true;
                    back(heldOn, most.subtract(cost));
                }
            }
        }
    }

    /** Take out what a call may cost at most; empty when the day's limit does not allow it. */
    public synchronized Optional<Hold> hold(BigDecimal most) {
        turnPage();
        BigDecimal then = spent.add(most);
        if (!fits(then)) {
            return Optional.empty();
        }
        put(then);
        return Optional.of(new Hold(day, most));
    }

    /** Whether so much can be taken out now. */
    public synchronized boolean affords(BigDecimal most) {
        turnPage();
        return fits(spent.add(most));
    }

    private boolean fits(BigDecimal then) {
        return perDay.isEmpty() || then.compareTo(perDay.get()) <= 0;
    }

    /** What was spent today, calls under way at their most. */
    public synchronized BigDecimal spentToday() {
        turnPage();
        return spent;
    }

    /** What a day may cost. */
    public Optional<BigDecimal> perDay() {
        return perDay;
    }

    /** What was held yesterday is yesterday's. */
    private void back(LocalDate heldOn, BigDecimal unspent) {
        turnPage();
        if (heldOn.equals(day) && unspent.signum() != 0) {
            put(spent.subtract(unspent));
        }
    }

    private void turnPage() {
        LocalDate now = today();
        if (!now.equals(day)) {
            day = now;
            spent = ledger.spent(endpoint, now);
        }
    }

    private void put(BigDecimal amount) {
        if (amount.compareTo(spent) != 0) {
            ledger.write(endpoint, day, amount);
            spent = amount;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
