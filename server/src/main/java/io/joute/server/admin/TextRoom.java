package io.joute.server.admin;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.admin.LegalText;
import io.joute.arena.admin.LegalTexts;
import io.joute.arena.admin.TextVersion;
import io.joute.server.http.Body;
import io.joute.server.http.Fault;
import io.joute.server.http.Form;
import io.joute.server.http.Language;
import io.joute.server.http.Refusal;
import io.joute.server.http.Routes;
import io.joute.server.page.Markdown;
import io.joute.server.page.OfficePage;
import io.joute.server.page.OfficePage.Field;
import io.joute.server.page.OfficePage.Kind;
import io.joute.server.page.OfficePage.Section;
import io.joute.server.page.Shell;
import io.joute.server.page.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The terms of use and the privacy notice: written, looked at, published; each published version stays. */
final class TextRoom implements HttpService {
    private static final String ADDRESS = Office.Room.TEXTS.address();
    private static final String BASE = "base";

    private final Office office;
    private final Door door;
    private final LegalTexts texts;
    private final Markdown markdown = Markdown.ofPages();

    TextRoom(Office office, Door door) {
        this.office = office;
        this.door = door;
        this.texts = office.administration().texts();
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/admin/texts", door.inside(this::show))
                .post("/admin/texts/{text}/preview", door.inside(this::preview))
                .post("/admin/texts/{text}/publish", door.inside(this::publish));
    }

    private void show(ServerRequest request, ServerResponse response) {
        LegalText text = request.query().first("of").flatMap(LegalText::of).orElse(LegalText.TERMS);
        Words words = office.words(request);
        List<Section> sections = new ArrayList<>(List.of(
                Section.saying("text", "")
                        .linking(Arrays.stream(LegalText.values())
                                .map(each ->
                                        new Shell.Link(address(each), words.say(each.key() + ".title"), each == text))
                                .toList()),
                inForce(words, text),
                editor(words, text, base(), texts.words(text))));
        office.print(request, response, Office.Room.TEXTS, sections.toArray(Section[]::new));
    }

    private int base() {
        return texts.current().map(TextVersion::number).orElse(0);
    }

    private Section inForce(Words words, LegalText text) {
        String which = texts.current()
                .map(version -> words.say("admin.texts.version", version.number(), office.date(words, version.at())))
                .orElseGet(() -> words.say("admin.texts.shipped"));
        List<Shell.Link> links = new ArrayList<>();
        links.add(new Shell.Link('/' + text.key(), words.say("admin.texts.read"), false));
        texts.versions().reversed().stream()
                .map(version -> new Shell.Link(
                        '/' + text.key() + "?version=" + version.number(),
                        words.say("admin.texts.version.link", version.number()),
                        false))
                .forEach(links::add);
        return Section.saying("force", words.say(text.key() + ".title"), which).linking(links);
    }

    private static Section editor(Words words, LegalText text, int base, Map<String, String> held) {
        List<Field> fields = new ArrayList<>(List.of(Field.hidden(BASE, Integer.toString(base))));
        for (Language language : Language.values()) {
            fields.add(Field.of(Kind.AREA, language.code(), words.say("admin.texts." + language.code()))
                    .noting(words.say("admin.texts.note", LegalText.LONGEST))
                    .holding(held.getOrDefault(language.code(), "")));
        }
        return Section.saying("edit", words.say("admin.texts.edit"), words.say("admin.texts.edit.note"))
                .with(OfficePage.Form.of(
                        ADDRESS + '/' + text.key() + "/preview",
                        words.say("admin.texts.preview.go"),
                        fields.toArray(Field[]::new)));
    }

    private void preview(ServerRequest request, ServerResponse response) {
        LegalText text = text(request);
        Draft draft = Draft.of(Body.of(request).form());
        if (!draft.isGood()) {
            refuse(request, response, draft, "admin.texts.wrong");
            return;
        }
        Words words = office.words(request);
        List<Section> sections = new ArrayList<>();
        for (Language language : Language.values()) {
            String written = draft.words().getOrDefault(language.code(), "");
            sections.add(Section.saying(
                            "preview-" + language.code(),
                            words.say("admin.texts.preview", words.say("admin.language." + language.code())))
                    .previewing(language.code(), markdown.render(written)));
        }
        List<Field> fields = new ArrayList<>(List.of(Field.hidden(BASE, Integer.toString(draft.base()))));
        draft.words().forEach((language, written) -> fields.add(Field.hidden(language, written)));
        sections.add(Section.saying("publish", words.say("admin.texts.publish"), words.say("admin.texts.publish.note"))
                .with(OfficePage.Form.of(
                        ADDRESS + '/' + text.key() + "/publish",
                        words.say("admin.texts.publish.go"),
                        fields.toArray(Field[]::new))));
        sections.add(editor(words, text, draft.base(), draft.words()));
        office.print(request, response, Office.Room.TEXTS, sections.toArray(Section[]::new));
    }

    private void publish(ServerRequest request, ServerResponse response) {
        LegalText text = text(request);
        Draft draft = Draft.of(Body.of(request).form());
        if (!draft.isGood()) {
            refuse(request, response, draft, "admin.texts.wrong");
            return;
        }
        Optional<TextVersion> version = texts.publish(
                text,
                draft.base(),
                draft.words(),
                office.administration().clock().instant());
        if (version.isEmpty()) {
            refuse(request, response, draft, draft.base() == base() ? "admin.texts.same" : "admin.texts.late");
            return;
        }
        office.done(
                response,
                address(text),
                "text.publish",
                text.key() + ' ' + version.get().number());
    }

    /** The draft stays in the form, which is now one of the version that holds. */
    private void refuse(ServerRequest request, ServerResponse response, Draft draft, String key) {
        response.status(Fault.INVALID.status());
        Words words = office.words(request);
        office.print(
                request,
                response,
                Office.Room.TEXTS,
                words.say(key, LegalText.LONGEST),
                inForce(words, text(request)),
                editor(words, text(request), base(), draft.words()));
    }

    private static LegalText text(ServerRequest request) {
        return LegalText.of(request.path().pathParameters().get("text")).orElseThrow(() -> new Refusal(Fault.UNKNOWN));
    }

    private static String address(LegalText text) {
        return ADDRESS + "?of=" + text.key();
    }

    /** What somebody wrote, from the version that held when they began. */
    private record Draft(int base, Map<String, String> words) {
        static Draft of(Form form) {
            String base = form.required(BASE);
            if (!base.matches("\\d{1,6}")) {
                throw new Refusal(Fault.INVALID);
            }
            Map<String, String> words = new TreeMap<>();
            for (Language language : Language.values()) {
                words.put(
                        language.code(),
                        form.required(language.code()).replace("\r\n", "\n").strip());
            }
            return new Draft(Integer.parseInt(base), words);
        }

        boolean isGood() {
            return words.values().stream()
                    .allMatch(written -> !written.isEmpty() && written.length() <= LegalText.LONGEST);
        }
    }
}
