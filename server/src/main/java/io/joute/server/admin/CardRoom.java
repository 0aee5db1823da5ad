package io.joute.server.admin;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.server.http.Body;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import io.joute.server.http.Routes;
import io.joute.server.page.OfficePage;
import io.joute.server.page.OfficePage.Field;
import io.joute.server.page.OfficePage.Kind;
import io.joute.server.page.OfficePage.Section;
import io.joute.server.page.Words;
import java.util.ArrayList;
import java.util.List;

/** One card, to read and to correct. */
final class CardRoom implements HttpService {
    private static final String CARD = "card";

    private final Office office;
    private final Door door;
    private final Catalog catalog;
    private final ModelDesk desk;

    CardRoom(Office office, Door door, Catalog catalog) {
        this.office = office;
        this.door = door;
        this.catalog = catalog;
        this.desk = office.administration().models();
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).readAndPost("/admin/models/{id}", door.inside(this::show), door.inside(this::save));
    }

    private void show(ServerRequest request, ServerResponse response) {
        ModelCard card = ModelRoom.named(catalog, request);
        print(request, response, card, desk.written(card), List.of());
    }

    private void print(
            ServerRequest request, ServerResponse response, ModelCard card, String text, List<String> mistakes) {
        Words words = office.words(request);
        ModelDesk.Keeper keeper = desk.keeper(card);
        Field field = Field.of(Kind.CODE, CARD, words.say("admin.card.json"))
                .noting(words.say("admin.card.note"))
                .holding(text);
        Section section = Section.saying("card", card.name(), words.say(keeper(keeper)));
        List<Section> sections = new ArrayList<>();
        if (!mistakes.isEmpty()) {
            sections.add(Section.saying("mistakes", words.say("admin.card.mistakes"), mistakes.toArray(String[]::new)));
        }
        sections.add(
                keeper == ModelDesk.Keeper.OPERATOR
                        ? section.with(OfficePage.Form.of(ModelRoom.address(card), words.say("admin.card.save"), field))
                        : section.reading(text));
        office.print(
                request,
                response,
                Office.Room.MODELS,
                mistakes.isEmpty() ? null : words.say("admin.card.refused"),
                sections.toArray(Section[]::new));
    }

    private static String keeper(ModelDesk.Keeper keeper) {
        return switch (keeper) {
            case OPERATOR -> "admin.card.yours";
            case JOUTE -> "admin.card.joute";
            case SETTINGS -> "admin.card.settings";
        };
    }

    private void save(ServerRequest request, ServerResponse response) {
        ModelCard card = ModelRoom.named(catalog, request);
        if (desk.keeper(card) != ModelDesk.Keeper.OPERATOR) {
            throw new Refusal(Fault.STATE, "card.kept");
        }
        String text = Body.of(request).form().required(CARD);
        try {
            ModelCard corrected = desk.read(text).withTraining(card.training());
            requireSame(office.words(request), card, corrected);
            catalog.save(corrected);
            office.done(response, Office.Room.MODELS, "card.edit", card.id());
        } catch (ModelDesk.Refused refused) {
            response.status(Fault.INVALID.status());
            print(request, response, card, text, refused.reasons());
        }
    }

    /** Votes and history hang on the id; a file is found by its path, and what it can hold is its own to say. */
    private static void requireSame(Words words, ModelCard before, ModelCard after) {
        List<String> moved = new ArrayList<>();
        if (!after.id().equals(before.id())) {
            moved.add(words.say("admin.card.fixed", "id", before.id()));
        }
        if (!after.checkpoint().equals(before.checkpoint())) {
            moved.add(words.say(
                    "admin.card.fixed", "checkpoint", before.checkpoint().orElse("–")));
        }
        if (!after.details()
                .serving()
                .endpoint()
                .equals(before.details().serving().endpoint())) {
            moved.add(words.say(
                    "admin.card.fixed",
                    "endpoint",
                    before.details().serving().endpoint().orElse("–")));
        }
        if (before.checkpoint().isPresent() && !after.contextLength().equals(before.contextLength())) {
            moved.add(words.say(
                    "admin.card.fixed",
                    "contextLength",
                    before.contextLength()
                            .map(tokens -> Integer.toString(tokens))
                            .orElse("–")));
        }
        if (!moved.isEmpty()) {
            throw new ModelDesk.Refused(moved);
        }
    }
}
