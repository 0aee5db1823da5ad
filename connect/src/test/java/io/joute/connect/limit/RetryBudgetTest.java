package io.joute.connect.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How often calls may be repeated. */
final class RetryBudgetTest {
    private final RetryBudget budget = new RetryBudget();

    @Test
    void hasThreeForTheStart() {
        assertThat(spent(10)).isEqualTo(3);
    }

    @Test
    void aCallInTenMayBeRepeatedHoweverManyAsk() {
        int repeated = spent(10);
        for (int request = 0; request < 1000; request++) {
            budget.request();
            repeated += spent(2);
        }

        assertThat(repeated).isEqualTo(3 + 1000 / 10);
    }

    @Test
    void savesNoMoreThanItHasForTheStart() {
        for (int request = 0; request < 1000; request++) {
            budget.request();
        }

        assertThat(spent(10)).isEqualTo(3);
    }

    private int spent(int asked) {
        int spent = 0;
        for (int i = 0; i < asked; i++) {
            spent += budget.spend() ? 1 : 0;
        }
        return spent;
    }
}
