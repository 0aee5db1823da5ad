package io.joute.server.admin;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import io.joute.server.http.Routes;
import io.joute.server.page.Figures;
import io.joute.server.page.OfficePage;
import io.joute.server.page.OfficePage.Form;
import io.joute.server.page.OfficePage.Line;
import io.joute.server.page.OfficePage.Section;
import io.joute.server.page.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** All models: which play, which are retired, which could play. */
final class ModelRoom implements HttpService {
    private final Office office;
    private final Door door;
    private final Catalog catalog;
    private final ModelDesk desk;

    ModelRoom(Office office, Door door, Catalog catalog) {
        this.office = office;
        this.door = door;
        this.catalog = catalog;
        this.desk = office.administration().models();
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/admin/models", door.inside(this::show))
                .post("/admin/models/{id}/retire", door.inside(this::retire))
                .post("/admin/models/{id}/return", door.inside(this::bringBack))
                .post("/admin/models/{id}/try", door.inside(this::tryOut));
    }

    private void show(ServerRequest request, ServerResponse response) {
        print(request, response, List.of());
    }

    private void print(ServerRequest request, ServerResponse response, List<Section> first) {
        Words words = office.words(request);
        List<ModelCard> cards = catalog.cards().stream()
                .sorted(Comparator.comparing(card -> card.name().toLowerCase(Locale.ROOT)))
                .toList();
        List<Section> sections = new ArrayList<>(first);
        sections.add(contestants(
                words,
                "playing",
                cards.stream()
                        .filter(card -> card.reachable() && card.status() == ModelStatus.ENABLED)
                        .toList()));
        sections.add(contestants(
                words,
                "retired",
                cards.stream()
                        .filter(card -> card.reachable() && card.status() != ModelStatus.ENABLED)
                        .toList()));
        sections.add(files(words));
        sections.add(
                others(words, cards.stream().filter(card -> !card.reachable()).toList()));
        office.print(request, response, Office.Room.MODELS, sections.toArray(Section[]::new));
    }

    private Section contestants(Words words, String id, List<ModelCard> cards) {
        Section section =
                Section.saying(id, words.say("admin.models." + id), counted(words, "admin.models." + id, cards.size()));
        return cards.isEmpty()
                ? section
                : section.with(new OfficePage.Table(
                        List.of(
                                words.say("admin.models.model"),
                                words.say("admin.models.size"),
                                words.say("admin.models.where"),
                                words.say("admin.models.state"),
                                words.say("admin.models.do")),
                        cards.stream().map(card -> line(words, card)).toList()));
    }

    private static String counted(Words words, String key, int count) {
        return count == 0 ? words.say(key + ".none") : words.count(key + ".count", count);
    }

    private Line line(Words words, ModelCard card) {
        String address = address(card);
        List<Form> forms = new ArrayList<>();
        boolean plays = card.status() == ModelStatus.ENABLED;
        if (plays) {
            forms.add(Form.of(address + "/retire", words.say("admin.models.retire"))
                    .sure(words.say("admin.models.retire.sure")));
        } else {
            forms.add(Form.of(address + "/return", words.say("admin.models.return")));
        }
        if (desk.state(card).condition() == ModelDesk.Condition.READY) {
            forms.add(Form.of(address + "/try", words.say("admin.models.try")));
        }
        return new Line(card.name(), List.of(size(words, card), where(words, card), state(words, card)), forms)
                .at(address);
    }

    private static String size(Words words, ModelCard card) {
        return new Figures(words).parameters(card.total());
    }

    private static String where(Words words, ModelCard card) {
        return card.checkpoint()
                .map(path -> words.say("admin.models.file", path))
                .or(() -> card.details().serving().endpoint().map(name -> words.say("admin.models.endpoint", name)))
                .orElse("");
    }

    private String state(Words words, ModelCard card) {
        ModelDesk.State state = desk.state(card);
        String said = words.say("admin.condition." + state.condition().name().toLowerCase(Locale.ROOT), state.detail());
        return card.status() == ModelStatus.DISABLED ? words.say("admin.models.hidden", said) : said;
    }

    private Section files(Words words) {
        List<String> found = desk.found();
        Section section = Section.saying(
                "files",
                words.say("admin.files.title"),
                counted(words, "admin.files", found.size()),
                words.say("admin.files.how", desk.folder()));
        return found.isEmpty()
                ? section
                : section.with(new OfficePage.Table(
                        List.of(words.say("admin.files.file")),
                        found.stream()
                                .map(file -> Line.of(file)
                                        .at("/admin/files?name=" + URLEncoder.encode(file, StandardCharsets.UTF_8)))
                                .toList()));
    }

    private static Section others(Words words, List<ModelCard> cards) {
        Section section = Section.saying(
                "known", words.say("admin.models.known"), counted(words, "admin.models.known", cards.size()));
        return cards.isEmpty()
                ? section
                : section.with(new OfficePage.Table(
                        List.of(
                                words.say("admin.models.model"),
                                words.say("admin.models.maker"),
                                words.say("admin.models.size")),
                        cards.stream()
                                .map(card -> Line.of(card.name(), card.maker(), size(words, card))
                                        .at(address(card)))
                                .toList()));
    }

    private void retire(ServerRequest request, ServerResponse response) {
        set(request, response, ModelStatus.ARCHIVED, "model.retire");
    }

    private void bringBack(ServerRequest request, ServerResponse response) {
        set(request, response, ModelStatus.ENABLED, "model.return");
    }

    private void set(ServerRequest request, ServerResponse response, ModelStatus status, String action) {
        ModelCard card = named(catalog, request);
        if (!card.reachable() || card.status() == status) {
            throw new Refusal(Fault.STATE, "model.state");
        }
        catalog.save(card.withStatus(status));
        office.done(response, Office.Room.MODELS, action, card.id());
    }

    private void tryOut(ServerRequest request, ServerResponse response) {
        ModelCard card = named(catalog, request);
        Words words = office.words(request);
        ModelDesk.Trial trial;
        try {
            trial = desk.ask(card.id(), words.say("admin.trial.question"));
        } catch (ModelDesk.Refused refused) {
            print(
                    request,
                    response,
                    List.of(Section.saying(
                            "trial",
                            words.say("admin.trial.title", card.name()),
                            refused.reasons().toArray(String[]::new))));
            return;
        }
        office.record("model.try", card.id());
        print(request, response, List.of(told(words, card, trial)));
    }

    private static Section told(Words words, ModelCard card, ModelDesk.Trial trial) {
        Figures figures = new Figures(words);
        Section section = Section.saying(
                "trial",
                words.say("admin.trial.title", card.name()),
                words.say(trial.answered() ? "admin.trial.answered" : "admin.trial.failed"));
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(words.say("admin.trial.asked"), words.say("admin.trial.question")));
        lines.add(Line.of(words.say(trial.answered() ? "admin.trial.said" : "admin.trial.why"), trial.text()));
        if (trial.answered()) {
            lines.add(Line.of(words.say("admin.trial.first"), figures.seconds(trial.firstTokenNanos())));
            lines.add(Line.of(words.say("admin.trial.whole"), figures.seconds(trial.wholeNanos())));
            lines.add(Line.of(words.say("admin.trial.tokens"), figures.number(trial.tokens())));
            trial.cost().ifPresent(cost -> lines.add(Line.of(words.say("admin.trial.cost"), cost)));
        }
        return section.with(
                new OfficePage.Table(List.of(words.say("admin.trial.what"), words.say("admin.trial.result")), lines));
    }

    /** The card whose id the address has. */
    static ModelCard named(Catalog catalog, ServerRequest request) {
        return catalog.card(request.path().pathParameters().get("id")).orElseThrow(() -> new Refusal(Fault.UNKNOWN));
    }

    /** Where a card is edited. */
    static String address(ModelCard card) {
        return "/admin/models/" + card.id();
    }
}
