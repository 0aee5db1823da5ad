package io.joute.server.page;

import io.joute.arena.catalog.Background;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.Permission;
import io.joute.arena.catalog.Rights;
import io.joute.arena.catalog.SizeClass;
import io.joute.arena.catalog.SizeScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes out the whole card of a model. */
final class CardSheet {
    private final Words words;
    private final Figures figures;
    private final Cards cards;

    CardSheet(Words words, Cards cards) {
        this.words = words;
        this.figures = new Figures(words);
        this.cards = cards;
    }

    ModelPage page(Shell shell, ModelCard card, ModelsPage.ModelView head, CareerSheet career) {
        Background background = card.details().background();
        List<ModelPage.Group> groups = new ArrayList<>();
        cards.allFacts(card)
                .forEach((subject, facts) -> groups.add(new ModelPage.Group(words.say("subject." + subject), facts)));
        return new ModelPage(
                shell,
                head,
                Stream.of(background.didYouKnow(), background.sizeNote())
                        .flatMap(text -> cards.said(text).stream())
                        .toList(),
                size(card),
                groups,
                ticks(card),
                cards.said(card.details().rights().conditions()).orElse(""),
                career.of(card),
                background.links().stream()
                        .map(link -> new ModelPage.Link(link.text(), link.url()))
                        .toList());
    }

    private ModelPage.Size size(ModelCard card) {
        SizeClass own = card.sizeClass(Cards.SCALE);
        String key = card.estimated() ? "model.size.estimated" : "model.size.known";
        return new ModelPage.Size(
                words.say(key, card.name(), figures.sizeInWords(card.total()), own),
                words.say("model.size.caption", cards.scale()),
                Arrays.stream(SizeClass.values())
                        .map(each -> new ModelPage.Step(each.name(), range(each), each == own))
                        .toList());
    }

    private String range(SizeClass each) {
        SizeScale scale = Cards.SCALE;
        return switch (each) {
            case XS -> words.say("model.size.below", figures.number(Math.round(scale.from(SizeClass.S))));
            case XL -> words.say("model.size.above", figures.number(Math.round(scale.from(SizeClass.XL))));
            case S -> between(SizeClass.S, SizeClass.M);
            case M -> between(SizeClass.M, SizeClass.L);
            case L -> between(SizeClass.L, SizeClass.XL);
        };
    }

    private String between(SizeClass each, SizeClass next) {
        return words.say(
                "model.size.between",
                figures.number(Math.round(Cards.SCALE.from(each))),
                figures.number(Math.round(Cards.SCALE.from(next))));
    }

    private List<ModelPage.Tick> ticks(ModelCard card) {
        Rights rights = card.details().rights();
        boolean open = card.openness() == Openness.OPEN_SOURCE;
        return List.of(
                tick("weights", isPublic(Optional.of(card.openness() != Openness.PROPRIETARY))),
                tick("data", isPublic(open ? Optional.of(true) : rights.publicData())),
                tick("code", isPublic(open ? Optional.of(true) : rights.publicCode())),
                tick("commercial", permission(rights.commercialUse())),
                tick("outputs", permission(rights.outputReuse())));
    }

    private ModelPage.Tick tick(String question, String answer) {
        String mark = switch (answer) {
            case "public", "allowed" -> "yes";
            case "conditions" -> "some";
            case "private", "forbidden" -> "no";
            default -> "unknown";
        };
        return new ModelPage.Tick(words.say("tick." + question), mark, words.say("tick.answer." + answer));
    }

    private static String isPublic(Optional<Boolean> known) {
        return known.map(yes -> yes ? "public" : "private").orElse("unknown");
    }

    private static String permission(Permission permission) {
        return permission.name().toLowerCase(Locale.ROOT);
    }
}
