package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import io.joute.arena.prompt.Category;
import io.joute.arena.prompt.Subject;
import io.joute.base.chat.FinishReason;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every log of duels does. */
public abstract class DuelLogContract {
    /** For each implementation. */
    protected DuelLogContract() {}

    /** An empty log. */
    protected abstract DuelLog log();

    /** The duel with this number. */
    protected static DuelId duel(int number) {
        return new DuelId("%032x".formatted(number));
    }

    /** A time with all its digits. */
    protected static Instant at(int second) {
        return Instant.parse("2026-01-02T12:00:00.123456789Z").plusSeconds(second);
    }

    /** A duel's first event. */
    protected static DuelEvent opened(int number, String visitor) {
        GenerationSettings settings =
                new GenerationSettings(0.7, 40, 0.9, 0.05, Long.MIN_VALUE, 512, List.of("\n\n", "fin"));
        return new DuelEvent.Opened(
                duel(number),
                at(0),
                visitor,
                Mode.BIG_VERSUS_SMALL,
                "fr",
                "left-1",
                "right.2",
                List.of("left-1"),
                List.of("left-1", "other", "right.2"),
                1.0 / 3,
                settings,
                Optional.of(new Consent(Terms.of("2026 \"quoted\"", List.of("a", "é")), true)));
    }

    /** One event of each type, with the values that are hardest to keep. */
    protected static List<DuelEvent> everyType(int number) {
        DuelId duel = duel(number);
        return List.of(
                opened(number, "visitor " + number),
                new DuelEvent.Asked(
                        duel,
                        at(1),
                        0,
                        "Élan 🦌 \"quoted\" \\ \u0000 \u2028 <script> '; DROP TABLE event;--",
                        Optional.of(new Subject(Optional.of("fr"), Category.CODE))),
                answered(duel, Side.LEFT, List.of(), Optional.empty()),
                new DuelEvent.Failed(duel, at(3), 0, Side.RIGHT, "", "the cause\nin two lines", true),
                new DuelEvent.Swapped(duel, at(3), 0, Side.RIGHT, "right.2", "other", 0.25),
                answered(
                        duel,
                        Side.RIGHT,
                        List.of(new Estimate(0, 1e-300, Double.MAX_VALUE, "Wh", "ecologits-0.8", "0.8.2")),
                        Optional.of(new Measurement(0.1, 0.2, 0.3, "Wh", "cpu-time-1", "process", Long.MAX_VALUE))),
                new DuelEvent.VoteCast(duel, at(4), new Vote(0, Choice.BOTH_BAD, Map.of())),
                new DuelEvent.VoteCast(
                        duel,
                        at(5),
                        new Vote(
                                0,
                                Choice.A,
                                Map.of(
                                        Side.LEFT,
                                        Set.of(Tag.USEFUL, Tag.SUPERFICIAL),
                                        Side.RIGHT,
                                        Set.of(Tag.INSTRUCTIONS_NOT_FOLLOWED)),
                                Map.of(Side.RIGHT, new Comment("two lines,\n🦌 <b>\"both\"</b>")))),
                new DuelEvent.Reacted(
                        duel,
                        at(5),
                        0,
                        Side.LEFT,
                        Optional.of(new Reaction(false, Set.of(Tag.INCORRECT), Optional.of(new Comment("no, no"))))),
                new DuelEvent.Reacted(duel, at(5), 0, Side.LEFT, Optional.empty()),
                new DuelEvent.Revealed(duel, at(6), Optional.of(receipt(number))));
    }

    /** The receipt of the duel with this number. */
    protected static Receipt receipt(int number) {
        return Receipt.typed("%016X".formatted(number)).orElseThrow();
    }

    private static DuelEvent answered(DuelId duel, Side side, List<Estimate> energy, Optional<Measurement> measured) {
        return new DuelEvent.Answered(
                duel,
                at(2),
                0,
                side,
                "# Réponse\n\n|a|b|\n",
                side == Side.RIGHT,
                FinishReason.LENGTH,
                new Usage(12, Integer.MAX_VALUE, Long.MAX_VALUE / 2, 3),
                energy,
                measured);
    }

    @Test
    void givesBackEveryTypeOfEventAsItWas() {
        DuelLog log = log();
        everyType(1).forEach(log::append);
        assertThat(log.read(duel(1))).containsExactlyElementsOf(everyType(1));
    }

    @Test
    void keepsWhatIsNoTextWhenADuelIsErased() {
        DuelLog log = log();
        everyType(1).forEach(log::append);
        everyType(2).forEach(log::append);
        DuelEvent.Erased erased = new DuelEvent.Erased(duel(1), at(9));
        log.erase(erased);
        List<DuelEvent> left = new ArrayList<>(
                everyType(1).stream().map(DuelEvent::withoutText).toList());
        left.add(erased);
        assertThat(log.read(duel(1))).containsExactlyElementsOf(left);
        assertThat(log.read(duel(2))).containsExactlyElementsOf(everyType(2));
        assertThat(log.duelsOf("visitor 1")).containsExactly(duel(1));
    }

    @Test
    void findsADuelByItsReceiptUntilItIsErased() {
        DuelLog log = log();
        everyType(1).forEach(log::append);
        everyType(2).forEach(log::append);
        assertThat(log.duelOf(receipt(2))).contains(duel(2));
        assertThat(log.duelOf(receipt(3))).isEmpty();
        log.erase(new DuelEvent.Erased(duel(2), at(9)));
        assertThat(log.duelOf(receipt(2))).isEmpty();
        assertThat(log.duelOf(receipt(1))).contains(duel(1));
    }

    @Test
    void keepsTheOrderOfAppending() {
        DuelLog log = log();
        DuelEvent late = new DuelEvent.Asked(duel(1), at(9), 0, "late");
        DuelEvent early = new DuelEvent.Asked(duel(1), at(3), 1, "early");
        log.append(opened(1, "anne"));
        log.append(late);
        log.append(early);
        assertThat(log.read(duel(1))).containsExactly(opened(1, "anne"), late, early);
    }

    @Test
    void knowsNothingOfAnUnknownDuel() {
        DuelLog log = log();
        log.append(opened(1, "anne"));
        assertThat(log.read(duel(2))).isEmpty();
        assertThat(log.duelsOf("bob")).isEmpty();
    }

    @Test
    void keepsDuelsApart() {
        DuelLog log = log();
        DuelEvent one = new DuelEvent.Asked(duel(1), at(1), 0, "one");
        DuelEvent two = new DuelEvent.Asked(duel(2), at(1), 0, "two");
        List.of(opened(1, "anne"), opened(2, "anne"), two, one).forEach(log::append);
        assertThat(log.read(duel(1))).containsExactly(opened(1, "anne"), one);
        assertThat(log.read(duel(2))).containsExactly(opened(2, "anne"), two);
    }

    @Test
    void listsAVisitorsDuelsNewestFirst() {
        DuelLog log = log();
        List.of(opened(3, "anne"), opened(1, "bob"), opened(2, "anne")).forEach(log::append);
        assertThat(log.duelsOf("anne")).containsExactly(duel(2), duel(3));
        assertThat(log.duelsOf("bob")).containsExactly(duel(1));
    }

    @Test
    void readsEverythingInOrder() {
        DuelLog log = log();
        List<DuelEvent> all = new ArrayList<>(everyType(1));
        all.add(opened(2, "anne"));
        all.forEach(log::append);
        List<DuelEvent> read = new ArrayList<>();
        log.readAll(read::add);
        assertThat(read).containsExactlyElementsOf(all);
    }

    @Test
    void mayBeReadWhileItIsReadAll() {
        DuelLog log = log();
        everyType(1).forEach(log::append);
        List<Integer> sizes = new ArrayList<>();
        log.readAll(event -> sizes.add(log.read(event.duel()).size()));
        assertThat(sizes).hasSize(everyType(1).size()).containsOnly(everyType(1).size());
    }

    @Test
    void storesEveryEventOfThreadsThatAppendAtOnce() {
        DuelLog log = log();
        int duels = 20;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, duels)
                    .forEach(number -> threads.execute(() -> everyType(number).forEach(log::append)));
        }
        for (int number = 0; number < duels; number++) {
            assertThat(log.read(duel(number))).containsExactlyElementsOf(everyType(number));
        }
    }

    @Test
    void storesForAnInterruptedThreadAndLeavesItInterrupted() {
        DuelLog log = log();
        Thread.currentThread().interrupt();
        log.append(opened(1, "anne"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(log.read(duel(1))).containsExactly(opened(1, "anne"));
    }
}
