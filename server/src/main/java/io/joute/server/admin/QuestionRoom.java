package io.joute.server.admin;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.admin.Question;
import io.joute.arena.admin.SuggestedQuestions;
import io.joute.server.http.Body;
import io.joute.server.http.Fault;
import io.joute.server.http.Form;
import io.joute.server.http.Language;
import io.joute.server.http.Refusal;
import io.joute.server.http.Routes;
import io.joute.server.page.OfficePage;
import io.joute.server.page.OfficePage.Field;
import io.joute.server.page.OfficePage.Kind;
import io.joute.server.page.OfficePage.Line;
import io.joute.server.page.OfficePage.Section;
import io.joute.server.page.Shell;
import io.joute.server.page.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The questions that visitors are offered to try, one language at a time. */
final class QuestionRoom implements HttpService {
    private static final String CATEGORY = "category";
    private static final String TEXT = "text";
    private static final String PLACE = "place";
    private static final String LANGUAGE = "of";
    private static final String ADDRESS = Office.Room.QUESTIONS.address();

    private final Office office;
    private final Door door;
    private final SuggestedQuestions questions;

    QuestionRoom(Office office, Door door) {
        this.office = office;
        this.door = door;
        this.questions = office.administration().questions();
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/admin/questions", door.inside(this::show))
                .post("/admin/questions/{language}/add", door.inside(this::add))
                .post("/admin/questions/{language}/restore", door.inside(this::restore))
                .post("/admin/questions/{language}/{id}/change", door.inside(this::change))
                .post("/admin/questions/{language}/{id}/remove", door.inside(this::remove));
    }

    private void show(ServerRequest request, ServerResponse response) {
        Words words = office.words(request);
        Language shown =
                request.query().first(LANGUAGE).flatMap(Language::ofCode).orElse(words.language());
        print(
                request,
                response,
                shown,
                new Sent("", "", Integer.toString(questions.in(shown.code()).size() + 1)),
                null);
    }

    /** What stands in a form. */
    private record Sent(String text, String category, String place) {}

    private void print(
            ServerRequest request, ServerResponse response, Language shown, Sent sent, @Nullable String error) {
        Words words = office.words(request);
        List<Question> list = questions.in(shown.code());
        boolean own = questions.isOwn(shown.code());
        List<Section> sections = new ArrayList<>();
        sections.add(Section.saying("language", "").linking(languages(words, shown)));
        sections.add(listed(words, shown, list, own));
        sections.add(Section.saying("add", words.say("admin.questions.add"))
                .with(OfficePage.Form.of(
                        ADDRESS + '/' + shown.code() + "/add",
                        words.say("admin.questions.add.go"),
                        fields(words, "new", sent))));
        if (own) {
            sections.add(Section.saying("restore", words.say("admin.questions.restore"))
                    .with(OfficePage.Form.of(
                                    ADDRESS + '/' + shown.code() + "/restore", words.say("admin.questions.restore.go"))
                            .sure(words.say("admin.questions.restore.sure"))));
        }
        office.print(request, response, Office.Room.QUESTIONS, error, sections.toArray(Section[]::new));
    }

    private static List<Shell.Link> languages(Words words, Language shown) {
        return Arrays.stream(Language.values())
                .map(language -> new Shell.Link(
                        address(language), words.say("admin.language." + language.code()), language == shown))
                .toList();
    }

    private static Section listed(Words words, Language shown, List<Question> list, boolean own) {
        Section section = Section.saying(
                "list",
                words.say("admin.questions.list", words.say("admin.language." + shown.code())),
                words.count("admin.questions", list.size()),
                words.say(own ? "admin.questions.own" : "admin.questions.shipped"));
        if (list.isEmpty()) {
            return section;
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            lines.add(line(words, shown, list.get(i), i + 1));
        }
        return section.with(new OfficePage.Table(
                List.of(
                        words.say("admin.questions.text"),
                        words.say("admin.questions.category"),
                        words.say("admin.questions.place"),
                        words.say("admin.questions.do")),
                lines));
    }

    private static Line line(Words words, Language shown, Question question, int place) {
        String address = ADDRESS + '/' + shown.code() + '/' + question.id();
        return new Line(
                question.text(),
                List.of(question.category(), Integer.toString(place)),
                List.of(
                        OfficePage.Form.of(
                                        address + "/change",
                                        words.say("admin.questions.change"),
                                        fields(
                                                words,
                                                question.id(),
                                                new Sent(
                                                        question.text(), question.category(), Integer.toString(place))))
                                .sure(words.say("admin.questions.change.note")),
                        OfficePage.Form.of(address + "/remove", words.say("admin.questions.remove"))
                                .sure(words.say("admin.questions.remove.sure"))));
    }

    private static Field[] fields(Words words, String id, Sent sent) {
        return new Field[] {
            Field.of(Kind.AREA, TEXT, words.say("admin.questions.text"))
                    .known(TEXT + '-' + id)
                    .holding(sent.text()),
            Field.of(Kind.LINE, CATEGORY, words.say("admin.questions.category"))
                    .known(CATEGORY + '-' + id)
                    .noting(words.say("admin.questions.category.note"))
                    .holding(sent.category()),
            Field.of(Kind.LINE, PLACE, words.say("admin.questions.place"))
                    .known(PLACE + '-' + id)
                    .noting(words.say("admin.questions.place.note"))
                    .holding(sent.place())
        };
    }

    private void add(ServerRequest request, ServerResponse response) {
        Language language = language(request);
        Form form = Body.of(request).form();
        Optional<Question> question = question(form);
        Optional<Integer> place = place(form);
        if (question.isEmpty() || place.isEmpty()) {
            refuse(request, response, "admin.questions.wrong");
            return;
        }
        conclude(
                request,
                response,
                questions.add(language.code(), question.get(), place.get()),
                "question.add",
                question.get().id());
    }

    private void change(ServerRequest request, ServerResponse response) {
        Language language = language(request);
        Form form = Body.of(request).form();
        Optional<Question> question = question(form);
        Optional<Integer> place = place(form);
        if (question.isEmpty() || place.isEmpty()) {
            refuse(request, response, "admin.questions.wrong");
            return;
        }
        String id = id(request);
        conclude(
                request,
                response,
                questions.replace(language.code(), id, question.get(), place.get()),
                "question.change",
                id);
    }

    private void remove(ServerRequest request, ServerResponse response) {
        String id = id(request);
        conclude(request, response, questions.remove(language(request).code(), id), "question.remove", id);
    }

    private void restore(ServerRequest request, ServerResponse response) {
        Language language = language(request);
        questions.restore(language.code());
        office.done(response, address(language), "question.restore", language.code());
    }

    private void conclude(
            ServerRequest request,
            ServerResponse response,
            SuggestedQuestions.Outcome outcome,
            String action,
            String id) {
        Language language = language(request);
        switch (outcome) {
            case DONE -> office.done(response, address(language), action, language.code() + ' ' + id);
            case UNKNOWN -> refuse(request, response, "admin.questions.unknown");
            case TWICE -> refuse(request, response, "admin.questions.twice");
            case FULL -> refuse(request, response, "admin.questions.full");
        }
    }

    private void refuse(ServerRequest request, ServerResponse response, String key) {
        response.status(Fault.INVALID.status());
        String sentence = office.words(request)
                .say(key, Question.LONGEST_CATEGORY, Question.LONGEST_TEXT, SuggestedQuestions.MOST);
        Form form = Body.of(request).form();
        Sent sent = new Sent(
                form.first(TEXT).orElse(""),
                form.first(CATEGORY).orElse(""),
                form.first(PLACE).orElse(""));
        print(request, response, language(request), sent, sentence);
    }

    private static Optional<Question> question(Form form) {
        String category = form.required(CATEGORY).strip();
        String text = form.required(TEXT).replace("\r\n", "\n").strip();
        return Question.isCategory(category) && Question.isText(text)
                ? Optional.of(new Question(category, text))
                : Optional.empty();
    }

    private static Optional<Integer> place(Form form) {
        String digits = form.required(PLACE).strip();
        return digits.matches("[1-9]\\d{0,3}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }

    private static Language language(ServerRequest request) {
        return Language.ofCode(request.path().pathParameters().get("language"))
                .orElseThrow(() -> new Refusal(Fault.UNKNOWN));
    }

    private static String id(ServerRequest request) {
        String id = request.path().pathParameters().get("id");
        if (!id.matches("[0-9a-f]{16}")) {
            throw new Refusal(Fault.UNKNOWN);
        }
        return id;
    }

    private static String address(Language language) {
        return ADDRESS + '?' + LANGUAGE + '=' + language.code();
    }
}
