package io.joute.server.admin;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.duel.OwnTag;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.VoteTags;
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
import io.joute.server.page.TagWords;
import io.joute.server.page.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reasons that voters can tick: the operator's own ones added and retired, those of every arena hidden. */
final class TagRoom implements HttpService {
    private static final String SIDE = "side";
    private static final String GOOD = "good";
    private static final String BAD = "bad";
    private static final String OFFERED = "offered";
    private static final String YES = "yes";

    private final Office office;
    private final Door door;
    private final VoteTags tags;

    TagRoom(Office office, Door door, VoteTags tags) {
        this.office = office;
        this.door = door;
        this.tags = tags;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .readAndPost("/admin/tags", door.inside(this::show), door.inside(this::add))
                .post("/admin/tags/{tag}", door.inside(this::offer));
    }

    private void show(ServerRequest request, ServerResponse response) {
        print(request, response, Map.of(), null);
    }

    private void print(
            ServerRequest request, ServerResponse response, Map<String, String> typed, @Nullable String error) {
        Words words = office.words(request);
        office.print(request, response, Office.Room.TAGS, error, listed(words), adding(words, typed));
    }

    private Section listed(Words words) {
        List<Tag> offered = tags.offered();
        List<Line> lines = Stream.concat(
                        Tag.BUILT_IN.stream(), tags.own().stream().map(OwnTag::tag))
                .map(tag -> line(words, tag, offered.contains(tag)))
                .toList();
        return Section.saying("list", words.say("admin.tags.list"), words.say("admin.tags.kept"))
                .with(new OfficePage.Table(
                        List.of(
                                words.say("admin.tags.label"),
                                words.say("admin.tags.side"),
                                words.say("admin.tags.whose"),
                                words.say("admin.tags.offered"),
                                words.say("admin.tags.do")),
                        lines));
    }

    private Line line(Words words, Tag tag, boolean offered) {
        String action = tag.isOwn()
                ? (offered ? "admin.tags.retire" : "admin.tags.return")
                : (offered ? "admin.tags.hide" : "admin.tags.show");
        return new Line(
                new TagWords(words, tags).say(tag),
                List.of(
                        words.say(tag.positive() ? "career.tags.praise" : "career.tags.blame"),
                        words.say(tag.isOwn() ? "admin.tags.own" : "admin.tags.every"),
                        words.say(offered ? "admin.yes" : "admin.no")),
                List.of(OfficePage.Form.of(
                        "/admin/tags/" + tag.key(), words.say(action), Field.hidden(OFFERED, offered ? "no" : YES))));
    }

    private static Section adding(Words words, Map<String, String> typed) {
        List<Field> fields = new ArrayList<>();
        for (Language language : Language.values()) {
            fields.add(Field.of(Kind.LINE, language.code(), words.say("admin.tags.label." + language.code()))
                    .noting(words.say("admin.tags.label.note", OwnTag.LONGEST_LABEL))
                    .holding(typed.getOrDefault(language.code(), "")));
        }
        boolean bad = BAD.equals(typed.get(SIDE));
        fields.add(Field.choice(
                SIDE,
                words.say("admin.tags.side"),
                List.of(
                        new OfficePage.Option(GOOD, words.say("vote.liked"), !bad),
                        new OfficePage.Option(BAD, words.say("vote.disliked"), bad))));
        return Section.saying("add", words.say("admin.tags.add"), words.say("admin.tags.add.note"))
                .with(OfficePage.Form.of("/admin/tags", words.say("admin.tags.add.go"), fields.toArray(Field[]::new)));
    }

    private void add(ServerRequest request, ServerResponse response) {
        Form form = Body.of(request).form();
        Map<String, String> labels = new TreeMap<>();
        for (Language language : Language.values()) {
            labels.put(language.code(), form.required(language.code()).strip());
        }
        String side = form.required(SIDE);
        if (!side.equals(GOOD) && !side.equals(BAD)) {
            throw new Refusal(Fault.INVALID);
        }
        Optional<Tag> added = labels.values().stream().allMatch(OwnTag::isLabel)
                ? tags.add(side.equals(GOOD), labels, form.required(Language.ENGLISH.code()))
                : Optional.empty();
        if (added.isPresent()) {
            office.done(response, Office.Room.TAGS, "tag.add", added.get().key());
            return;
        }
        response.status(Fault.INVALID.status());
        String sentence = office.words(request).say("admin.tags.wrong", OwnTag.LONGEST_LABEL, VoteTags.MOST);
        Map<String, String> typed = new TreeMap<>(labels);
        typed.put(SIDE, side);
        print(request, response, typed, sentence);
    }

    private void offer(ServerRequest request, ServerResponse response) {
        Tag tag = Tag.of(request.path().pathParameters().get("tag")).orElseThrow(() -> new Refusal(Fault.UNKNOWN));
        boolean offered = Body.of(request).form().required(OFFERED).equals(YES);
        if (!tags.offer(tag, offered)) {
            throw new Refusal(Fault.UNKNOWN);
        }
        office.done(response, Office.Room.TAGS, offered ? "tag.offer" : "tag.retire", tag.key());
    }
}
