package io.joute.arena.duel;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import io.joute.base.chat.Usage;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An arena with two scripted models, for tests. */
final class Stage implements AutoCloseable {
    static final String ANNE = "hash of anne";
    static final String BOB = "hash of bob";
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    final MemoryDuelLog log = new MemoryDuelLog();
    final MemoryShares shares = new MemoryShares();
    final ManualPulse pulse = new ManualPulse();
    final List<Contestant> contestants = new ArrayList<>();
    final VoteTags tags = new VoteTags(new MemoryTags());
    Optional<Terms> terms = Optional.empty();
    Duels duels;

    Stage(DuelSettings settings, Contestant... contestants) {
        this.contestants.addAll(List.of(contestants));
        duels = new Duels(grounds(), settings);
    }

    /** Text shown as it comes; the first two models are named big and small, four times apart. */
    static Stage unpaced(ScriptedModel big, ScriptedModel small) {
        return new Stage(DuelSettings.DEFAULT.unpaced(), contestant(big, 4), contestant(small, 1));
    }

    static Stage paced(ScriptedModel big, ScriptedModel small) {
        return new Stage(DuelSettings.DEFAULT, contestant(big, 4), contestant(small, 1));
    }

    static Contestant contestant(ScriptedModel model, double billions) {
        return new Contestant(Cards.local(model.id(), billions), model);
    }

    /** End the process and start another on the same log. */
    void restart(DuelSettings settings) {
        duels = new Duels(grounds(), settings);
    }

    Grounds grounds() {
        ModelCard[] cards = contestants.stream().map(Contestant::card).toArray(ModelCard[]::new);
        return new Grounds(
                () -> List.copyOf(contestants),
                Cards.catalog(cards),
                log,
                shares,
                Stage::estimates,
                () -> Stage::measured,
                Clock.fixed(NOON, ZoneOffset.UTC),
                pulse,
                random(),
                tags,
                () -> terms);
    }

    DuelId open(String prompt) {
        return duels.open(new OpenDuel(ANNE, prompt, Mode.RANDOM, "en"));
    }

    /** Open a duel and wait until no side is written any more. */
    DuelId play(String prompt) {
        DuelId id = open(prompt);
        events(id, 0);
        return id;
    }

    /** Everything after an id, to the end of the turn. */
    List<BlindEvent> events(DuelId id, long after) {
        List<BlindEvent> events = new ArrayList<>();
        try (BlindStream stream = duels.events(id, ANNE, after)) {
            while (!stream.ended()) {
                Optional<BlindEvent> event = await(stream);
                if (event.isEmpty() && !stream.ended()) {
                    throw new AssertionError("no event came after " + events);
                }
                event.ifPresent(events::add);
            }
        }
        return events;
    }

    /** The text of each side that these events leave on the page. */
    static Map<Side, String> page(List<BlindEvent> events) {
        Map<Side, String> page = new EnumMap<>(Side.class);
        page.put(Side.LEFT, "");
        page.put(Side.RIGHT, "");
        for (BlindEvent event : events) {
            if (event instanceof BlindEvent.Started) {
                page.replaceAll((side, text) -> "");
            } else if (event instanceof BlindEvent.Delta delta) {
                page.merge(delta.side(), delta.text(), String::concat);
            }
        }
        return page;
    }

    static BlindEvent next(BlindStream stream) {
        return await(stream).orElseThrow(() -> new AssertionError("no event came"));
    }

    private static Optional<BlindEvent> await(BlindStream stream) {
        try {
            return stream.next(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    BlindView view(DuelId id) {
        return duels.view(id, ANNE);
    }

    DuelEvent.Opened opened(DuelId id) {
        return (DuelEvent.Opened) log.read(id).getFirst();
    }

    /** The side on which a model was drawn. */
    Side sideOf(DuelId id, String model) {
        return opened(id).left().equals(model) ? Side.LEFT : Side.RIGHT;
    }

    static Vote vote(int turn, Choice choice) {
        return new Vote(turn, choice, Map.of());
    }

    @Override
    public void close() {
        duels.close();
    }

    private static List<Estimate> estimates(ModelCard card, Usage usage) {
        double wh = card.total().mid() * usage.outputTokens();
        return List.of(
                new Estimate(wh / 2, wh, wh * 2, "Wh", "test-1", "1"),
                new Estimate(wh, wh * 3, wh * 4, "Wh", "test-2", "1"));
    }

    private static Optional<Measurement> measured() {
        return Optional.of(new Measurement(1, 2, 3, "Wh", "test-meter", "all of it", 5));
    }

    /** Ids and draws that are the same in every run. */
    private static SecureRandom random() {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(20260102);
            return random;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has SHA1PRNG", e);
        }
    }
}
