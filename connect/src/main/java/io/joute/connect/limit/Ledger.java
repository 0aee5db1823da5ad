package io.joute.connect.limit;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Where it is written what endpoints have cost. Safe for any number of threads. */
public interface Ledger {
    /** What {@code endpoint} cost on a day. */
    BigDecimal spent(String endpoint, LocalDate day);

    /** Write down what it cost so far, calls under way at their most included, before they are made. */
    void write(String endpoint, LocalDate day, BigDecimal spent);
}
