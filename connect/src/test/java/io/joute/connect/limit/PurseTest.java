package io.joute.connect.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Money for a day. */
final class PurseTest {
    private Instant now = Instant.parse("2026-11-25T23:59:00Z");
    private final Map<LocalDate, BigDecimal> written = new HashMap<>();

    private final Ledger ledger = new Ledger() {
        @Override
        public BigDecimal spent(String endpoint, LocalDate day) {
            return written.getOrDefault(day, BigDecimal.ZERO);
        }

        @Override
        public void write(String endpoint, LocalDate day, BigDecimal spent) {
            written.put(day, spent);
        }
    };

    @Test
    void setsTheMostAsideAndPutsBackWhatWasNotSpent() {
        Purse purse = purse("10");
        Purse.Hold hold = purse.hold(money("8")).orElseThrow();

        assertThat(purse.hold(money("2.01"))).isEmpty();
        hold.settle(money("3"));
        hold.settle(money("0"));

        assertThat(purse.spentToday()).isEqualByComparingTo("3");
        assertThat(purse.hold(money("7"))).isPresent();
    }

    @Test
    void whatIsUnderWayWhenTheProgramDiesCountsAtItsMost() {
        assertThat(purse("10").hold(money("8"))).isPresent();

        Purse restarted = purse("10");

        assertThat(restarted.spentToday()).isEqualByComparingTo("8");
        assertThat(restarted.hold(money("3"))).isEmpty();
    }

    @Test
    void aNewDayHasNewMoneyAndWhatWasHeldYesterdayIsYesterdays() {
        Purse purse = purse("10");
        Purse.Hold hold = purse.hold(money("8")).orElseThrow();
        now = now.plus(Duration.ofMinutes(2));

        assertThat(purse.hold(money("10"))).isPresent();
        hold.settle(money("1"));

        assertThat(purse.spentToday()).isEqualByComparingTo("10");
    }

    @Test
    void withoutALimitItOnlyCounts() {
        Purse purse = new Purse("any", Optional.empty(), clock(), ledger);
        purse.hold(money("1000")).orElseThrow().settle(money("999"));

        assertThat(purse.spentToday()).isEqualByComparingTo("999");
    }

    private Purse purse(String perDay) {
        return new Purse("any", Optional.of(money(perDay)), clock(), ledger);
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private static BigDecimal money(String text) {
        return new BigDecimal(text);
    }
}
