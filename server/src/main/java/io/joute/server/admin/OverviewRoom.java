package io.joute.server.admin;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.Census;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Duels;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import io.joute.server.http.Refusals;
import io.joute.server.http.Routes;
import io.joute.server.page.OfficePage;
import io.joute.server.page.OfficePage.Line;
import io.joute.server.page.OfficePage.Section;
import io.joute.server.page.Words;
import java.text.NumberFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What goes on: open duels, and which models fail. */
final class OverviewRoom implements HttpService {
    private static final int SHOWN = 50;
    private static final int ID_SHOWN = 8;

    private final Office office;
    private final Door door;
    private final Duels duels;
    private final Catalog catalog;

    OverviewRoom(Office office, Door door, Duels duels, Catalog catalog) {
        this.office = office;
        this.door = door;
        this.duels = duels;
        this.catalog = catalog;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/admin", door.inside(this::show))
                .post("/admin/duels/{id}/erase", door.inside(this::erase));
    }

    private void show(ServerRequest request, ServerResponse response) {
        Words words = office.words(request);
        Census census = office.administration().census();
        office.print(request, response, Office.Room.OVERVIEW, open(words, census.open()), failures(words, census));
    }

    private Section open(Words words, List<Census.Open> open) {
        Section section = Section.saying("open", words.say("admin.open.title"), words.count("admin.open", open.size()));
        if (open.isEmpty()) {
            return section;
        }
        return section.with(new OfficePage.Table(
                List.of(
                        words.say("admin.open.id"),
                        words.say("admin.open.opened"),
                        words.say("admin.open.last"),
                        words.say("admin.open.turns"),
                        words.say("admin.open.voted"),
                        words.say("admin.open.end")),
                open.stream().limit(SHOWN).map(duel -> line(words, duel)).toList()));
    }

    private Line line(Words words, Census.Open duel) {
        String id = duel.duel().value();
        return new Line(
                id.substring(0, ID_SHOWN),
                List.of(
                        office.date(words, duel.openedAt()),
                        office.age(words, duel.lastAt()),
                        Integer.toString(duel.turns()),
                        words.say(duel.voted() ? "admin.yes" : "admin.no")),
                List.of(OfficePage.Form.of("/admin/duels/" + id + "/erase", words.say("admin.open.erase"))
                        .sure(words.say("admin.open.sure"))));
    }

    private Section failures(Words words, Census census) {
        Map<String, Census.Outcomes> outcomes = census.outcomes();
        Section section =
                Section.saying("failures", words.say("admin.failures.title"), words.say("admin.failures.note"));
        if (outcomes.isEmpty()) {
            return section;
        }
        List<Line> lines = outcomes.entrySet().stream()
                .map(entry -> line(words, entry.getKey(), entry.getValue()))
                .toList();
        return section.with(new OfficePage.Table(
                List.of(
                        words.say("admin.failures.model"),
                        words.say("admin.failures.answers"),
                        words.say("admin.failures.failures"),
                        words.say("admin.failures.share")),
                lines));
    }

    private Line line(Words words, String model, Census.Outcomes outcomes) {
        NumberFormat whole = NumberFormat.getIntegerInstance(words.language().locale());
        NumberFormat share = NumberFormat.getPercentInstance(words.language().locale());
        double calls = (double) outcomes.answers() + outcomes.failures();
        return Line.of(
                catalog.card(model).map(ModelCard::name).orElse(model),
                whole.format(outcomes.answers()),
                whole.format(outcomes.failures()),
                calls == 0 ? "–" : share.format(outcomes.failures() / calls));
    }

    private void erase(ServerRequest request, ServerResponse response) {
        DuelId id = Refusals.duelId(request.path().pathParameters().get("id"));
        // Only an open one: what is revealed is its visitor's, and in the datasets that they agreed to.
        Optional<Census.Open> open = office.administration().census().open().stream()
                .filter(each -> each.duel().equals(id))
                .findFirst();
        if (open.isEmpty() || !duels.erase(id)) {
            throw new Refusal(Fault.UNKNOWN);
        }
        office.done(response, Office.Room.OVERVIEW, "duel.erase", id.value());
    }
}
