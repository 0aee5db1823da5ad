package io.joute.server.admin;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.server.http.Body;
import io.joute.server.http.Fault;
import io.joute.server.http.Form;
import io.joute.server.http.Refusal;
import io.joute.server.http.Routes;
import io.joute.server.page.Figures;
import io.joute.server.page.OfficePage;
import io.joute.server.page.OfficePage.Field;
import io.joute.server.page.OfficePage.Kind;
import io.joute.server.page.OfficePage.Section;
import io.joute.server.page.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file of the models' folder gets its card, and plays. */
final class FileRoom implements HttpService {
    private static final String FILE = "name";
    private static final String KNOWN = "known";
    private static final double SAME_SIZE = 0.1;
    private static final String WORLD = "WOR";
    private static final double USUAL_PUE = 1.2;

    private final Office office;
    private final Door door;
    private final Catalog catalog;
    private final ModelDesk desk;

    FileRoom(Office office, Door door, Catalog catalog) {
        this.office = office;
        this.door = door;
        this.catalog = catalog;
        this.desk = office.administration().models();
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/admin/files", door.inside(this::show))
                .post("/admin/files/known", door.inside(this::addKnown))
                .post("/admin/files/described", door.inside(this::addDescribed));
    }

    private void show(ServerRequest request, ServerResponse response) {
        String file = request.query().first(FILE).orElse("");
        requireFound(file);
        try {
            print(request, response, desk.facts(file), new Form(Map.of()), null);
        } catch (ModelDesk.Refused refused) {
            Words words = office.words(request);
            office.print(
                    request,
                    response,
                    Office.Room.MODELS,
                    words.say("admin.files.refused"),
                    Section.saying("file", file, refused.reasons().toArray(String[]::new)));
        }
    }

    /** Only what was found: no path of somebody's own. */
    private void requireFound(String file) {
        if (!desk.found().contains(file)) {
            throw new Refusal(Fault.UNKNOWN);
        }
    }

    private void print(
            ServerRequest request, ServerResponse response, ModelDesk.Facts facts, Form given, @Nullable String error) {
        Words words = office.words(request);
        List<Section> sections = new ArrayList<>();
        sections.add(Section.saying(
                "file",
                facts.file(),
                words.say(
                        "admin.files.facts",
                        new Figures(words).parameters(ParameterCount.of(facts.billions())),
                        facts.quantisation(),
                        new Figures(words).number(facts.contextLength()))));
        List<OfficePage.Option> known = fitting(facts).stream()
                .map(card -> new OfficePage.Option(card.id(), card.name() + " · " + card.maker(), false))
                .toList();
        sections.add(
                known.isEmpty()
                        ? Section.saying("known", words.say("admin.files.known"), words.say("admin.files.unknown"))
                        : Section.saying("known", words.say("admin.files.known"), words.say("admin.files.known.note"))
                                .with(OfficePage.Form.of(
                                        "/admin/files/known",
                                        words.say("admin.files.known.go"),
                                        Field.hidden(FILE, facts.file()),
                                        Field.choice(KNOWN, words.say("admin.files.card"), known))));
        sections.add(Section.saying("described", words.say("admin.files.described"))
                .with(OfficePage.Form.of(
                        "/admin/files/described", words.say("admin.files.described.go"), fields(words, facts, given))));
        office.print(request, response, Office.Room.MODELS, error, sections.toArray(Section[]::new));
    }

    /** Known cards without a place to answer from, of about the file's size. */
    private List<ModelCard> fitting(ModelDesk.Facts facts) {
        List<ModelCard> cards = catalog.cards();
        return Stream.concat(
                        cards.stream(),
                        desk.known().stream()
                                .filter(known -> cards.stream()
                                        .noneMatch(card -> card.id().equals(known.id()))))
                .filter(card -> !card.reachable())
                .filter(card -> Math.abs(card.total().mid() / facts.billions() - 1) <= SAME_SIZE)
                .toList();
    }

    private static Field[] fields(Words words, ModelDesk.Facts facts, Form given) {
        String openness = given.first("openness").orElse(Openness.SEMI_OPEN.name());
        return new Field[] {
            Field.hidden(FILE, facts.file()),
            line(words, given, "id", facts.id()),
            line(words, given, "called", facts.name().orElse("")),
            line(words, given, "maker", facts.maker().orElse("")),
            line(words, given, "released", ""),
            line(words, given, "licence", facts.licence().orElse("")),
            Field.choice(
                    "openness",
                    words.say("admin.files.openness"),
                    Stream.of(Openness.SEMI_OPEN, Openness.OPEN_SOURCE)
                            .map(each -> new OfficePage.Option(
                                    each.name(),
                                    words.say("admin.files.openness." + each.name()),
                                    each.name().equals(openness)))
                            .toList()),
            optional(words, given, "family", facts.family().orElse("")),
            optional(words, given, "country", ""),
            optional(words, given, "description-fr", ""),
            optional(words, given, "description-en", "")
        };
    }

    private static Field line(Words words, Form given, String name, String first) {
        return Field.of(Kind.LINE, name, words.say("admin.files." + name))
                .noting(words.has("admin.files." + name + ".note") ? words.say("admin.files." + name + ".note") : "")
                .holding(given.first(name).orElse(first));
    }

    private static Field optional(Words words, Form given, String name, String first) {
        return Field.of(Kind.OPTIONAL, name, words.say("admin.files." + name))
                .holding(given.first(name).orElse(first));
    }

    private void addKnown(ServerRequest request, ServerResponse response) {
        Form form = Body.of(request).form();
        ModelDesk.Facts facts = facts(form);
        ModelCard card = fitting(facts).stream()
                .filter(each -> each.id().equals(form.first(KNOWN).orElse("")))
                .findFirst()
                .orElseThrow(() -> new Refusal(Fault.INVALID));
        add(response, facts, card);
    }

    private void addDescribed(ServerRequest request, ServerResponse response) {
        Form form = Body.of(request).form();
        ModelDesk.Facts facts = facts(form);
        Words words = office.words(request);
        try {
            ModelCard card = described(form, facts);
            if (catalog.card(card.id()).isPresent()) {
                throw new IllegalArgumentException(words.say("admin.files.taken", card.id()));
            }
            add(response, facts, card);
        } catch (IllegalArgumentException wrong) {
            response.status(Fault.INVALID.status());
            print(request, response, facts, form, wrong.getMessage());
        }
    }

    private ModelDesk.Facts facts(Form form) {
        String file = form.required(FILE);
        requireFound(file);
        try {
            return desk.facts(file);
        } catch (ModelDesk.Refused changed) {
            throw new Refusal(Fault.STATE, "file.refused");
        }
    }

    private void add(ServerResponse response, ModelDesk.Facts facts, ModelCard card) {
        catalog.save(card.runningFrom(facts.path(), facts.contextLength(), facts.quantisation())
                .withStatus(ModelStatus.ENABLED));
        office.done(response, Office.Room.MODELS, "model.add", card.id());
    }

    private static ModelCard described(Form form, ModelDesk.Facts facts) {
        ParameterCount size = ParameterCount.of(facts.billions());
        String name = told(form, "called");
        return new ModelCard(
                told(form, "id"),
                name,
                Optional.of(told(form, "family"))
                        .filter(family -> !family.isEmpty())
                        .orElse(name),
                told(form, "maker"),
                told(form, "country"),
                told(form, "released"),
                told(form, "licence"),
                told(form, "openness").equals(Openness.OPEN_SOURCE.name()) ? Openness.OPEN_SOURCE : Openness.SEMI_OPEN,
                size,
                size,
                false,
                Optional.of(facts.contextLength()),
                Optional.of(facts.quantisation()),
                WORLD,
                USUAL_PUE,
                Optional.empty(),
                descriptions(form),
                Optional.empty(),
                Optional.of(facts.path()),
                ModelStatus.ENABLED);
    }

    private static Map<String, String> descriptions(Form form) {
        Map<String, String> texts = new HashMap<>();
        for (String language : List.of("fr", "en")) {
            String text = told(form, "description-" + language);
            if (!text.isEmpty()) {
                texts.put(language, text);
            }
        }
        return texts;
    }

    private static String told(Form form, String name) {
        return form.first(name).orElse("").strip();
    }
}
