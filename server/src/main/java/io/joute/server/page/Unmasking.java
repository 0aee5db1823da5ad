package io.joute.server.page;

import io.helidon.webserver.http.ServerRequest;
import io.joute.arena.board.Standing;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Choice;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.Reveal;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Vote;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the page of a reveal: who they were, how big, what their answers took. */
final class Unmasking {
    private final Words words;
    private final Figures figures;
    private final Cards cards;
    private final Voice voice;

    Unmasking(Words words, Catalog catalog, Voice voice) {
        this.words = words;
        this.figures = new Figures(words);
        this.cards = new Cards(words, catalog);
        this.voice = voice;
    }

    /**
     * What everybody may see of a reveal.
     *
     * @param standing the leaderboard, for what the votes of all say
     * @param year so many answers a day, and where the form that asks for another number leads
     */
    UnmaskedView view(Reveal reveal, Standing standing, Year year) {
        return new UnmaskedView(
                outcome(reveal),
                plate(reveal, Side.LEFT),
                plate(reveal, Side.RIGHT),
                sizes(reveal),
                new EnergyComparison(words, cards).of(reveal, voice),
                new MachineComparison(words, cards).of(reveal),
                new Yearly(words).of(reveal, year.action, year.answers),
                new Others(words, cards).of(reveal, standing),
                flags(reveal));
    }

    /** What is multiplied. */
    record Year(String action, int answers) {
        static Year of(ServerRequest request) {
            return new Year(request.path().rawPath() + "#year", Yearly.asked(request));
        }
    }

    private String outcome(Reveal reveal) {
        if (reveal.preferred().isPresent()) {
            Side side = reveal.preferred().get();
            return words.say(
                    voice.key("reveal.outcome.side"),
                    letter(side),
                    cards.name(reveal.contender(side).modelId()));
        }
        List<Choice> choices =
                reveal.votes().stream().map(Vote::choice).distinct().toList();
        boolean same = choices.size() == 1;
        return words.say(
                voice.key("reveal.outcome." + (same ? choices.getFirst().key() : "draw")));
    }

    static String rematch(Reveal reveal) {
        return Stream.of(Side.values())
                .map(side -> ChoosePages.MODELS + "="
                        + URLEncoder.encode(reveal.contender(side).modelId(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "/choose?", ""));
    }

    private List<String> flags(Reveal reveal) {
        List<String> flags = new ArrayList<>();
        for (Side side : Side.values()) {
            if (reveal.contender(side).swapped()) {
                flags.add(words.say("reveal.flag.swapped", letter(side)));
            }
            if (reveal.contender(side).namesItself()) {
                flags.add(words.say("reveal.flag.named", letter(side)));
            }
            if (reveal.contender(side).cut()) {
                flags.add(words.say("reveal.flag.cut", letter(side)));
            }
        }
        if (reveal.mode() == Mode.CHOSEN) {
            flags.add(words.say(voice.key("reveal.flag.chosen")));
        }
        return flags;
    }

    private PlateView plate(Reveal reveal, Side side) {
        Reveal.Contender contender = reveal.contender(side);
        String preferred = reveal.preferred().equals(Optional.of(side)) ? words.say(voice.key("reveal.preferred")) : "";
        String title = words.say("answer.title", letter(side));
        return contender
                .card()
                .map(card -> new PlateView(
                        side.letter(),
                        title,
                        card.name(),
                        cards.maker(card),
                        preferred,
                        cards.badges(card),
                        cards.description(card),
                        cards.facts(card),
                        cards.said(card.details().background().didYouKnow()).orElse(""),
                        "/models/" + card.id()))
                .orElseGet(() -> new PlateView(
                        side.letter(),
                        title,
                        contender.modelId(),
                        "",
                        preferred,
                        List.of(),
                        words.say("reveal.gone"),
                        List.of(),
                        "",
                        ""));
    }

    private @Nullable SizeDrawing sizes(Reveal reveal) {
        Optional<ModelCard> left = reveal.left().card();
        Optional<ModelCard> right = reveal.right().card();
        if (left.isEmpty() || right.isEmpty()) {
            return null;
        }
        double a = left.get().total().mid();
        double b = right.get().total().mid();
        double biggest = Math.max(a, b);
        return new SizeDrawing(
                sentence(left.get(), right.get()), square(left.get(), biggest), square(right.get(), biggest));
    }

    private SizeDrawing.Square square(ModelCard card, double biggest) {
        return new SizeDrawing.Square(
                card.name(),
                cards.parameters(card),
                SizeDrawing.side(card.total().mid(), biggest));
    }

    private String sentence(ModelCard left, ModelCard right) {
        boolean leftBigger = left.total().mid() >= right.total().mid();
        ModelCard big = leftBigger ? left : right;
        ModelCard small = leftBigger ? right : left;
        String times = figures.significant(big.total().mid() / small.total().mid(), 2);
        return times.equals(figures.significant(1, 2))
                ? words.say("size.same")
                : words.say("size.sentence", big.name(), times, small.name());
    }

    private static String letter(Side side) {
        return side.letter().toUpperCase(Locale.ROOT);
    }
}
