package io.joute.arena.dataset;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A dataset that was published.
 *
 * @param id its day, and a number for those after the first of a day: {@code 2026-11-25}, {@code 2026-11-25-2}
 * @param day when it was published
 * @param format end of the names of its tables
 * @param licence it is under
 * @param energyMethod and version of the estimates in it
 * @param redaction version of the rules that took personal data out
 * @param bytes of the zip file
 * @param sha256 of the zip file, 64 hexadecimal digits
 * @param duels in it
 * @param rows by table
 */
public record Edition(
        String id,
        LocalDate day,
        String format,
        String licence,
        String energyMethod,
        String redaction,
        long bytes,
        String sha256,
        long duels,
        SortedMap<String, Long> rows) {
    public Edition {
        if (bytes < 1 || duels < 0 || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "edition " + id + " has " + bytes + " bytes, " + duels + " duels and the sum '" + sha256
                            + "', expected 1 byte or more, 0 duels or more, 64 hexadecimal digits");
        }
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }
}
