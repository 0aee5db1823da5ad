package io.joute.arena.dataset;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an export took and left.
 *
 * @param duels published
 * @param withoutConsent duels whose visitor did not offer them for publication
 * @param open duels that are not revealed
 * @param erased duels whose texts were taken back
 * @param heldBack duels by id that a person should read before they are published
 * @param rows by file, relative to the folder
 * @param models turns they answered, by model id
 * @param languages turns by language of the prompt
 * @param categories turns by category of the prompt
 * @param found personal data taken out
 * @param first day
 * @param last day
 */
public record ExportReport(
        long duels,
        long withoutConsent,
        long open,
        long erased,
        Map<String, String> heldBack,
        SortedMap<String, Long> rows,
        SortedMap<String, Long> models,
        SortedMap<String, Long> languages,
        SortedMap<String, Long> categories,
        Map<Personal, Long> found,
        Optional<LocalDate> first,
        Optional<LocalDate> last) {
    public ExportReport {
        heldBack = Collections.unmodifiableMap(new TreeMap<>(heldBack));
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
        languages = Collections.unmodifiableSortedMap(new TreeMap<>(languages));
        categories = Collections.unmodifiableSortedMap(new TreeMap<>(categories));
        found = Collections.unmodifiableMap(new TreeMap<>(found));
    }
}
