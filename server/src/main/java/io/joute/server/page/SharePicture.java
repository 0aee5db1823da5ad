package io.joute.server.page;

import io.joute.server.picture.Canvas;
import io.joute.server.picture.Canvas.Style;
import io.joute.server.picture.Picture;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws a reveal on one card: names, sizes, vote, energy; nobody's name, and the question only where it is wanted. */
final class SharePicture {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 630;
    private static final int MARGIN = 48;
    private static final int INNER = WIDTH - 2 * MARGIN;
    private static final int GAP = 24;
    private static final int PLATE = (INNER - GAP) / 2;
    private static final int PLATE_TOP = 234;
    private static final int PLATE_HEIGHT = 294;
    private static final int PADDING = 28;

    private static final int PAPER = 0xf7f1e4;
    private static final int RAISED = 0xfffcf5;
    private static final int INK = 0x1e1a15;
    private static final int SOFT = 0x5c5344;
    private static final int AZURE = 0x174c8f;
    private static final int OR = 0xb0770d;
    private static final int ON_OR = 0x1e1503;
    private static final int WHITE = 0xffffff;

    private static final Style NAME = new Style(38, true, INK);
    private static final Style FIGURE = new Style(48, true, INK);
    private static final Style CLASS = new Style(28, true, INK);
    private static final Style SMALL = new Style(22, false, SOFT);

    private final Words words;
    private final Canvas.Faces faces;

    SharePicture(Words words, Canvas.Faces faces) {
        this.words = words;
        this.faces = faces;
    }

    /** The card of a reveal; a question in a writing that the typeface lacks is left to the page of the link. */
    Picture of(UnmaskedView view, Optional<String> question) {
        Canvas canvas = new Canvas(WIDTH, HEIGHT, faces, PAPER);
        canvas.box(0, 0, WIDTH / 2.0, 14, AZURE);
        canvas.box(WIDTH / 2.0, 0, WIDTH / 2.0, 14, OR);
        head(canvas);
        Optional<String> asked =
                question.map(text -> words.say("share.asked", text.strip())).filter(canvas::covers);
        sentences(canvas, view, asked);
        plate(canvas, MARGIN, view.a(), energy(view).map(EnergyView::a));
        plate(canvas, MARGIN + PLATE + GAP, view.b(), energy(view).map(EnergyView::b));
        foot(canvas, view);
        return canvas.picture(words.say("share.picture.title"), text(view, asked));
    }

    private void head(Canvas canvas) {
        canvas.shield(MARGIN, 40, 26, AZURE);
        canvas.shield(MARGIN + 20, 40, 26, OR);
        canvas.write("Joute", MARGIN + 60, 68, new Style(34, true, INK));
        canvas.writeTo(words.say("share.picture.kind"), WIDTH - MARGIN, 66, SMALL);
    }

    private static void sentences(Canvas canvas, UnmaskedView view, Optional<String> asked) {
        double y = 126;
        if (asked.isPresent()) {
            Style question = new Style(26, false, INK);
            for (String line : canvas.lines(asked.get(), INNER, 1, question)) {
                canvas.write(line, MARGIN, y, question);
            }
            y += 44;
        }
        String said = energy(view).map(EnergyView::sentence).orElseGet(view::outcome);
        Style bold = new Style(asked.isPresent() ? 34 : 42, true, INK);
        for (String line : canvas.lines(said, INNER, 2, bold)) {
            canvas.write(line, MARGIN, y, bold);
            y += bold.size() * 1.16;
        }
    }

    private void plate(Canvas canvas, double x, PlateView side, Optional<EnergyCard> energy) {
        boolean left = side.letter().equals("a");
        canvas.box(x, PLATE_TOP, PLATE, PLATE_HEIGHT, RAISED);
        canvas.box(x, PLATE_TOP, PLATE, 6, left ? AZURE : OR);
        double inner = x + PADDING;
        canvas.shield(inner, PLATE_TOP + 34, 44, left ? AZURE : OR);
        canvas.writeAround(
                side.letter().toUpperCase(Locale.ROOT),
                inner + 22,
                PLATE_TOP + 66,
                new Style(28, true, left ? WHITE : ON_OR));
        double most = PLATE - 2.0 * PADDING;
        canvas.writeWithin(side.name(), inner + 62, PLATE_TOP + 62, most - 62, NAME);
        canvas.writeWithin(detail(side, energy), inner + 62, PLATE_TOP + 94, most - 62, SMALL);
        energy.ifPresent(card -> energy(canvas, inner, most, card));
        if (!side.preferred().isEmpty()) {
            preferred(canvas, inner, side.preferred());
        }
    }

    private static String detail(PlateView side, Optional<EnergyCard> energy) {
        return Stream.of(side.maker(), energy.map(EnergyCard::parameters).orElse(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private void energy(Canvas canvas, double x, double most, EnergyCard card) {
        canvas.write(card.energy(), x, PLATE_TOP + 168, FIGURE);
        canvas.writeTo(words.say("share.picture.class", card.energyClass()), x + most, PLATE_TOP + 168, CLASS);
        canvas.writeWithin(words.say("share.picture.range", card.range()), x, PLATE_TOP + 200, most, SMALL);
        canvas.writeWithin(
                words.say("share.picture.cost", card.tokens(), card.emissions(), card.led()),
                x,
                PLATE_TOP + 230,
                most,
                SMALL);
    }

    private static void preferred(Canvas canvas, double x, String text) {
        Style style = new Style(20, true, PAPER);
        double wide = canvas.width(text, style);
        canvas.pill(x, PLATE_TOP + PLATE_HEIGHT - 48, wide + 32, 32, INK);
        canvas.write(text, x + 16, PLATE_TOP + PLATE_HEIGHT - 25, style);
    }

    private void foot(Canvas canvas, UnmaskedView view) {
        Style style = new Style(18, false, SOFT);
        String method = energy(view)
                .map(energy -> words.say("share.picture.method", energy.a().method()))
                .orElse("");
        canvas.writeWithin(method, MARGIN, 566, INNER, style);
        canvas.writeWithin(view.outcome(), MARGIN, 594, INNER, style);
    }

    private static String text(UnmaskedView view, Optional<String> asked) {
        return Stream.of(
                        asked.stream(),
                        Stream.of(view.outcome()),
                        energy(view).stream().map(EnergyView::sentence),
                        energy(view).stream()
                                .flatMap(energy -> Stream.of(energy.a(), energy.b()))
                                .map(card -> String.join(
                                        ", ", List.of(card.name(), card.parameters(), card.energy(), card.interval()))))
                .flatMap(each -> each)
                .collect(Collectors.joining(" "));
    }

    /** By the method that the page shows first. */
    private static Optional<EnergyView> energy(UnmaskedView view) {
        return view.energies().stream().filter(EnergyView::checked).findFirst();
    }
}
