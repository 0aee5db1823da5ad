package io.joute.server.admin;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.admin.AuditEntry;
import io.joute.arena.board.Board;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.duel.Duels;
import io.joute.server.http.Routes;
import io.joute.server.page.OfficePage;
import io.joute.server.page.OfficePage.Field;
import io.joute.server.page.OfficePage.Kind;
import io.joute.server.page.OfficePage.Line;
import io.joute.server.page.OfficePage.Section;
import io.joute.server.page.Printer;
import io.joute.server.page.Words;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The administration: its door, and the rooms that need nothing but what {@link Administration} tells. */
public final class AdminPages implements HttpService {
    private static final int SHOWN = 200;
    private static final int DIGITS_SHOWN = 12;

    private final Administration administration;
    private final Office office;
    private final Door door;
    private final List<HttpService> rooms;

    /** Administer the arena of these {@code duels}. */
    public AdminPages(Printer printer, Administration administration, Duels duels, Board board, Catalog catalog) {
        this.administration = administration;
        this.office = new Office(printer, administration);
        this.door = new Door(administration.access(), office);
        this.rooms = List.of(
                door,
                new OverviewRoom(office, door, duels, catalog),
                new ModelRoom(office, door, catalog),
                new CardRoom(office, door, catalog),
                new FileRoom(office, door, catalog),
                new EndpointRoom(office, door, catalog),
                new ModerationRoom(office, door),
                new DatasetRoom(office, door),
                new VoterRoom(office, door, board, catalog),
                new QuestionRoom(office, door),
                new TextRoom(office, door),
                new TagRoom(office, door, duels.tags()));
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/admin/settings", door.inside(this::settings))
                .read("/admin/trail", door.inside(this::trail))
                .readAndPost("/admin/password", door.inside(this::password), door.inside(this::change));
        rooms.forEach(room -> room.routing(rules));
    }

    private void settings(ServerRequest request, ServerResponse response) {
        Words words = office.words(request);
        List<Line> lines = administration.settings().stream()
                .map(setting -> Line.of(
                        setting.key(), setting.value(), setting.from().orElse(words.say("admin.settings.unset"))))
                .toList();
        office.print(
                request,
                response,
                Office.Room.SETTINGS,
                Section.saying("settings", words.say("admin.settings.held"))
                        .with(new OfficePage.Table(
                                List.of(
                                        words.say("admin.settings.key"),
                                        words.say("admin.settings.value"),
                                        words.say("admin.settings.from")),
                                lines)));
    }

    private void trail(ServerRequest request, ServerResponse response) {
        Words words = office.words(request);
        List<AuditEntry> all = administration.trail().all();
        Optional<Long> broken = AuditEntry.firstBroken(all);
        List<Line> lines = all.reversed().stream()
                .limit(SHOWN)
                .map(entry -> line(words, entry))
                .toList();
        String verdict = broken.map(number -> words.say("admin.trail.broken", number))
                .orElseGet(() -> words.count("admin.trail.intact", all.size()));
        office.print(
                request,
                response,
                Office.Room.TRAIL,
                Section.saying("trail", words.say("admin.trail.entries"), verdict)
                        .with(new OfficePage.Table(
                                List.of(
                                        words.say("admin.trail.number"),
                                        words.say("admin.trail.at"),
                                        words.say("admin.trail.action"),
                                        words.say("admin.trail.subject"),
                                        words.say("admin.trail.digest")),
                                lines)));
    }

    private Line line(Words words, AuditEntry entry) {
        return Line.of(
                Long.toString(entry.number()),
                office.utc(words, entry.at()),
                words.has("audit." + entry.action()) ? words.say("audit." + entry.action()) : entry.action(),
                entry.subject(),
                entry.hash().substring(0, DIGITS_SHOWN));
    }

    private void password(ServerRequest request, ServerResponse response) {
        password(request, response, null);
    }

    private void password(ServerRequest request, ServerResponse response, @Nullable String error) {
        Words words = office.words(request);
        office.print(
                request,
                response,
                Office.Room.PASSWORD,
                error,
                Section.saying("change", words.say("admin.password.change"), words.say("admin.password.note"))
                        .with(OfficePage.Form.of(
                                "/admin/password",
                                words.say("admin.password.go"),
                                Field.of(Kind.PASSWORD, Door.PASSWORD, words.say("admin.password.now")))),
                Section.saying("sign-out", words.say("admin.sign-out"))
                        .with(OfficePage.Form.of("/admin/sign-out", words.say("admin.sign-out"))));
    }

    private void change(ServerRequest request, ServerResponse response) {
        Words words = office.words(request);
        if (door.enter(request, response, sentence -> password(request, response, sentence))
                .isPresent()) {
            office.print(
                    request,
                    response,
                    Office.Room.PASSWORD,
                    Section.saying("fresh", words.say("admin.password.fresh"), words.say("admin.password.once"))
                            .showing(administration.access().resetPassword()));
        }
    }
}
