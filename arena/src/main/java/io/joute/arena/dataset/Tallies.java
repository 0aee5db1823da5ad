package io.joute.arena.dataset;

import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Side;
import io.joute.arena.prompt.Subject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what goes out while it does. */
final class Tallies {
    private static final String UNKNOWN = "unknown";

    private final Candidates candidates;
    private final DuelRedactor redactor = new DuelRedactor();
    private final Map<String, String> heldBack = new TreeMap<>();
    private final SortedMap<String, Long> models = new TreeMap<>();
    private final SortedMap<String, Long> languages = new TreeMap<>();
    private final SortedMap<String, Long> categories = new TreeMap<>();
    private Optional<LocalDate> first = Optional.empty();
    private Optional<LocalDate> last = Optional.empty();
    private long duels;

    Tallies(Candidates candidates) {
        this.candidates = candidates;
    }

    DuelRedactor redactor() {
        return redactor;
    }

    long next() {
        return ++duels;
    }

    void holdBack(DuelId id) {
        heldBack.put(id.value(), "looks like a secret or a long number that no rule knows");
    }

    void count(PublishedDuel published) {
        LocalDate day = published.duel().opened().at().atZone(ZoneOffset.UTC).toLocalDate();
        first = Optional.of(first.filter(known -> known.isBefore(day)).orElse(day));
        last = Optional.of(last.filter(known -> known.isAfter(day)).orElse(day));
        for (PublishedDuel.Turn turn : published.turns()) {
            Subject subject = turn.turn().asked().subject().orElse(Subject.UNKNOWN);
            languages.merge(subject.language().orElse(UNKNOWN), 1L, Long::sum);
            categories.merge(subject.category().key(), 1L, Long::sum);
            for (Side side : Side.values()) {
                turn.turn().answered(side).ifPresent(answer -> models.merge(published.model(side), 1L, Long::sum));
            }
        }
    }

    ExportReport report(SortedMap<String, Long> rows) {
        return new ExportReport(
                duels,
                candidates.notOffered(),
                candidates.open(),
                candidates.erased(),
                heldBack,
                rows,
                models,
                languages,
                categories,
                redactor.found(),
                first,
                last);
    }
}
