package io.joute.server.admin;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.moderation.BlockedWords;
import io.joute.arena.moderation.Gatekeeper;
import io.joute.arena.moderation.HourlyLimits;
import io.joute.arena.moderation.Moderation;
import io.joute.arena.moderation.Verdict;
import io.joute.server.http.Body;
import io.joute.server.http.Fault;
import io.joute.server.http.Form;
import io.joute.server.http.Refusal;
import io.joute.server.http.Routes;
import io.joute.server.page.OfficePage;
import io.joute.server.page.OfficePage.Field;
import io.joute.server.page.OfficePage.Kind;
import io.joute.server.page.OfficePage.Line;
import io.joute.server.page.OfficePage.Section;
import io.joute.server.page.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which questions are let in, and how many. */
final class ModerationRoom implements HttpService {
    private static final String ADDRESS = "/admin/moderation";
    private static final String PER_VISITOR = "duels-per-visitor";
    private static final String PER_ADDRESS = "duels-per-address";
    private static final String WORDS = "words";
    private static final String VISITOR = "visitor";
    private static final String TEXT = "text";
    private static final String POINTS_OUT = "points-out";
    private static final String YES = "yes";

    private final Office office;
    private final Door door;
    private final Gatekeeper keeper;

    ModerationRoom(Office office, Door door) {
        this.office = office;
        this.door = door;
        this.keeper = office.administration().gatekeeper();
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read(ADDRESS, door.inside((request, response) -> print(request, response, null, null)))
                .post("/admin/moderation/limits", door.inside(this::limit))
                .post("/admin/moderation/personal", door.inside(this::pointOut))
                .post("/admin/moderation/words", door.inside(this::blockWords))
                .post("/admin/moderation/visitors", door.inside(this::block))
                .post("/admin/moderation/visitors/free", door.inside(this::free))
                .post("/admin/moderation/try", door.inside(this::tryOut));
    }

    /** What was just sent and is shown again: blocked words with a mistake, or a text that was tried. */
    private record Sent(String name, String value) {}

    private void print(
            ServerRequest request, ServerResponse response, @Nullable String error, @Nullable Section tried) {
        print(request, response, error, tried, new Sent("", ""));
    }

    private void print(
            ServerRequest request,
            ServerResponse response,
            @Nullable String error,
            @Nullable Section tried,
            Sent sent) {
        Words words = office.words(request);
        Moderation rules = keeper.rules();
        List<Section> sections = new ArrayList<>();
        if (tried != null) {
            sections.add(tried);
        }
        sections.add(limits(words, rules));
        sections.add(personal(words, rules));
        sections.add(blockedWords(words, rules, sent));
        sections.add(visitors(words, rules));
        sections.add(Section.saying("try", words.say("admin.moderation.try"))
                .with(OfficePage.Form.of(
                        "/admin/moderation/try",
                        words.say("admin.moderation.try.go"),
                        Field.of(Kind.AREA, TEXT, words.say("admin.moderation.try.text"))
                                .holding(sent.name().equals(TEXT) ? sent.value() : ""))));
        office.print(request, response, Office.Room.MODERATION, error, sections.toArray(Section[]::new));
    }

    private Section limits(Words words, Moderation rules) {
        HourlyLimits now = rules.limits(keeper.standard());
        List<OfficePage.Form> forms = new ArrayList<>();
        forms.add(OfficePage.Form.of(
                "/admin/moderation/limits",
                words.say("admin.moderation.limits.go"),
                limit(words, PER_VISITOR, now.perVisitor(), rules.perVisitor().isPresent()),
                limit(words, PER_ADDRESS, now.perAddress(), rules.perAddress().isPresent())));
        if (rules.perVisitor().isPresent() || rules.perAddress().isPresent()) {
            forms.add(OfficePage.Form.of("/admin/moderation/limits", words.say("admin.moderation.limits.back")));
        }
        return Section.saying("limits", words.say("admin.moderation.limits"), words.say("admin.moderation.limits.note"))
                .with(forms.toArray(OfficePage.Form[]::new));
    }

    private Field limit(Words words, String name, int value, boolean here) {
        String source = here
                ? words.say("admin.moderation.here", standing(name))
                : source(name)
                        .map(where -> words.say("admin.moderation.from", where))
                        .orElse(words.say("admin.moderation.default"));
        return Field.of(Kind.LINE, name, words.say("admin.moderation." + name))
                .holding(Integer.toString(value))
                .noting(source);
    }

    private String standing(String name) {
        HourlyLimits standard = keeper.standard();
        return Integer.toString(name.equals(PER_VISITOR) ? standard.perVisitor() : standard.perAddress());
    }

    private Optional<String> source(String name) {
        return office.administration().settings().stream()
                .filter(setting -> setting.key().equals(name))
                .findFirst()
                .flatMap(Administration.Setting::from);
    }

    private static Section personal(Words words, Moderation rules) {
        return Section.saying(
                        "personal",
                        words.say("admin.moderation.personal"),
                        words.say("admin.moderation.personal.note"),
                        words.say(rules.pointsOut() ? "admin.moderation.personal.on" : "admin.moderation.personal.off"))
                .with(OfficePage.Form.of(
                        "/admin/moderation/personal",
                        words.say(
                                rules.pointsOut()
                                        ? "admin.moderation.personal.stop"
                                        : "admin.moderation.personal.start"),
                        Field.hidden(POINTS_OUT, rules.pointsOut() ? "no" : YES)));
    }

    private static Section blockedWords(Words words, Moderation rules, Sent sent) {
        String held = sent.name().equals(WORDS)
                ? sent.value()
                : String.join("\n", rules.words().entries());
        return Section.saying(WORDS, words.say("admin.moderation.words"), words.say("admin.moderation.words.note"))
                .with(OfficePage.Form.of(
                        "/admin/moderation/words",
                        words.say("admin.moderation.words.go"),
                        Field.of(Kind.AREA, "list", words.say("admin.moderation.words.list"))
                                .holding(held)));
    }

    private static Section visitors(Words words, Moderation rules) {
        Section section = Section.saying(
                        "visitors", words.say("admin.moderation.visitors"), words.say("admin.moderation.visitors.note"))
                .with(OfficePage.Form.of(
                        "/admin/moderation/visitors",
                        words.say("admin.moderation.block"),
                        Field.of(Kind.LINE, VISITOR, words.say("admin.moderation.pseudonym"))));
        if (rules.visitors().isEmpty()) {
            return section;
        }
        return section.with(new OfficePage.Table(
                List.of(words.say("admin.moderation.pseudonym"), words.say("admin.models.do")),
                rules.visitors().stream()
                        .map(visitor -> new Line(
                                visitor,
                                List.of(),
                                List.of(OfficePage.Form.of(
                                        "/admin/moderation/visitors/free",
                                        words.say("admin.moderation.free"),
                                        Field.hidden(VISITOR, visitor)))))
                        .toList()));
    }

    /** The form that blocks a visitor, for the list of voters. */
    static OfficePage.Form blocking(Words words, String visitor) {
        return OfficePage.Form.of(
                        "/admin/moderation/visitors",
                        words.say("admin.moderation.block"),
                        Field.hidden(VISITOR, visitor))
                .sure(words.say("admin.moderation.block.sure"));
    }

    /** Fields that are missing mean what the settings say. */
    private void limit(ServerRequest request, ServerResponse response) {
        Form form = Body.of(request).form();
        try {
            Optional<Integer> perVisitor = form.first(PER_VISITOR).map(ModerationRoom::whole);
            Optional<Integer> perAddress = form.first(PER_ADDRESS).map(ModerationRoom::whole);
            keeper.change(keeper.rules().withLimits(perVisitor, perAddress));
            office.done(
                    response,
                    Office.Room.MODERATION,
                    "limits.set",
                    perVisitor.map(String::valueOf).orElse("–") + ", "
                            + perAddress.map(String::valueOf).orElse("–"));
        } catch (IllegalArgumentException wrong) {
            response.status(Fault.INVALID.status());
            print(
                    request,
                    response,
                    office.words(request).say("admin.moderation.limits.wrong", HourlyLimits.MOST),
                    null);
        }
    }

    private static int whole(String text) {
        return Integer.parseInt(text.strip());
    }

    private void pointOut(ServerRequest request, ServerResponse response) {
        boolean on = Body.of(request).form().required(POINTS_OUT).equals(YES);
        keeper.change(keeper.rules().pointingOut(on));
        office.done(response, Office.Room.MODERATION, "personal.set", on ? "on" : "off");
    }

    private void blockWords(ServerRequest request, ServerResponse response) {
        String list = Body.of(request).form().required("list");
        try {
            BlockedWords blocked = new BlockedWords(list.lines().toList());
            keeper.change(keeper.rules().withWords(blocked));
            office.done(
                    response,
                    Office.Room.MODERATION,
                    "words.set",
                    Integer.toString(blocked.entries().size()));
        } catch (IllegalArgumentException wrong) {
            response.status(Fault.INVALID.status());
            String said = office.words(request).say("admin.moderation.words.wrong", String.valueOf(wrong.getMessage()));
            print(request, response, said, null, new Sent(WORDS, list));
        }
    }

    private void block(ServerRequest request, ServerResponse response) {
        String visitor = Body.of(request).form().required(VISITOR).strip().toLowerCase(Locale.ROOT);
        List<String> all = new ArrayList<>(keeper.rules().visitors());
        if (!all.contains(visitor)) {
            all.add(visitor);
        }
        try {
            keeper.change(keeper.rules().withVisitors(all));
            office.done(response, Office.Room.MODERATION, "visitor.block", visitor);
        } catch (IllegalArgumentException wrong) {
            response.status(Fault.INVALID.status());
            print(request, response, office.words(request).say("admin.moderation.visitors.wrong"), null);
        }
    }

    private void free(ServerRequest request, ServerResponse response) {
        String visitor = Body.of(request).form().required(VISITOR);
        List<String> left = keeper.rules().visitors().stream()
                .filter(each -> !each.equals(visitor))
                .toList();
        if (left.size() == keeper.rules().visitors().size()) {
            throw new Refusal(Fault.UNKNOWN);
        }
        keeper.change(keeper.rules().withVisitors(left));
        office.done(response, Office.Room.MODERATION, "visitor.free", visitor);
    }

    private void tryOut(ServerRequest request, ServerResponse response) {
        String text = Body.of(request).form().required(TEXT);
        Words words = office.words(request);
        String said = switch (keeper.tried(text)) {
            case Verdict.Admitted _ -> words.say("admin.moderation.try.in");
            case Verdict.WordBlocked _ -> words.say("admin.moderation.try.word");
            case Verdict.PersonalFound found ->
                words.say(
                        "admin.moderation.try.personal",
                        found.kinds().stream()
                                .sorted()
                                .map(kind -> words.say("personal." + kind.name().toLowerCase(Locale.ROOT)))
                                .collect(Collectors.joining(", ")));
            case Verdict.VisitorBlocked _, Verdict.TooMany _ ->
                throw new IllegalStateException("a text alone has neither visitor nor time");
        };
        print(
                request,
                response,
                null,
                Section.saying("tried", words.say("admin.moderation.tried"), said),
                new Sent(TEXT, text));
    }
}
