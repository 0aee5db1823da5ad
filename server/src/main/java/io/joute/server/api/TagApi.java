package io.joute.server.api;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.duel.OwnTag;
import io.joute.arena.duel.Tag;
import io.joute.arena.duel.VoteTags;
import io.joute.server.http.Language;
import io.joute.server.http.Routes;
import io.joute.server.page.Printer;
import io.joute.server.page.TagWords;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The reasons that votes and reactions can name, for programs. */
public final class TagApi implements HttpService {
    private final VoteTags tags;
    private final Printer printer;
    private final Json json;

    /** Serve {@code tags} with the words of {@code printer}. */
    public TagApi(VoteTags tags, Printer printer, Json json) {
        this.tags = tags;
        this.printer = printer;
        this.json = json;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/api/tags", this::all);
    }

    /** A tag; one that is not offered stands in older votes. */
    record Body(String key, boolean positive, Map<String, String> labels, boolean offered) {}

    private void all(ServerRequest request, ServerResponse response) {
        List<Tag> offered = tags.offered();
        List<Body> bodies = Stream.concat(
                        Tag.BUILT_IN.stream(), tags.own().stream().map(OwnTag::tag))
                .map(tag -> new Body(tag.key(), tag.positive(), labels(tag), offered.contains(tag)))
                .toList();
        json.send(request, response, Map.of("tags", bodies));
    }

    private Map<String, String> labels(Tag tag) {
        Map<String, String> labels = new TreeMap<>();
        for (Language language : Language.values()) {
            labels.put(language.code(), new TagWords(printer.words(language), tags).say(tag));
        }
        return labels;
    }
}
