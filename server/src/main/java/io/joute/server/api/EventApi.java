package io.joute.server.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.duel.BlindEvent;
import io.joute.arena.duel.BlindStream;
import io.joute.arena.duel.BlindView;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.Side;
import io.joute.server.http.Deadlines;
import io.joute.server.http.EventStream;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import io.joute.server.http.Refusals;
import io.joute.server.http.Routes;
import io.joute.server.http.Visit;
import io.joute.server.page.Markdown;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * The event stream of a duel: what both sides write, as they write it, and nothing that could tell a model. A browser
 * that comes back with {@code Last-Event-ID} goes on where it was.
 */
public final class EventApi implements HttpService {
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final Duration PING = Duration.ofSeconds(15);
    private static final Pattern ID = Pattern.compile("\\d{1,18}");
    private static final long RETRY_SECONDS = 5;

    private final Duels duels;
    private final Json json;
    private final Markdown markdown;
    private final Deadlines deadlines;
    private final Semaphore places;

    /** Stream {@code duels} to at most {@code maxStreams} browsers at once. */
    public EventApi(Duels duels, Json json, Markdown markdown, Deadlines deadlines, int maxStreams) {
        this.duels = duels;
        this.json = json;
        this.markdown = markdown;
        this.deadlines = deadlines;
        this.places = new Semaphore(maxStreams);
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/api/duels/{id}/events", this::follow);
    }

    private void follow(ServerRequest request, ServerResponse response) throws InterruptedException {
        DuelId id = Refusals.duelId(request.path().pathParameters().get("id"));
        String visitor = Visit.of(request).visitor();
        if (!places.tryAcquire()) {
            throw new Refusal(Fault.BUSY, "busy", RETRY_SECONDS);
        }
        try (BlindStream events = duels.events(id, visitor, after(request))) {
            if (events.ended()) {
                // To an EventSource this means: do not come back.
                response.status(Status.NO_CONTENT_204).send();
                return;
            }
            try (EventStream stream = EventStream.open(response, deadlines)) {
                pass(events, stream, id, visitor);
            }
        } finally {
            places.release();
        }
    }

    private void pass(BlindStream events, EventStream stream, DuelId id, String visitor) throws InterruptedException {
        while (!events.ended()) {
            Optional<BlindEvent> event = events.next(PING);
            if (event.isPresent()) {
                send(stream, event.get(), id, visitor);
            } else {
                stream.ping();
            }
        }
    }

    private void send(EventStream stream, BlindEvent event, DuelId id, String visitor) {
        switch (event) {
            case BlindEvent.Started started ->
                stream.send(started.id(), "started", json.write(Map.of("turn", started.turn())));
            case BlindEvent.Delta delta ->
                stream.send(
                        delta.id(),
                        "delta",
                        json.write(new Delta(delta.turn(), delta.side().letter(), delta.text())));
            case BlindEvent.Done done ->
                stream.send(
                        done.id(),
                        "done",
                        json.write(new Done(
                                done.turn(),
                                done.side().letter(),
                                done.cut(),
                                html(duels.view(id, visitor), done.turn(), done.side()))));
            case BlindEvent.Failed failed ->
                stream.send(
                        failed.id(),
                        "failed",
                        json.write(new Failed(failed.turn(), failed.side().letter(), failed.canRetry())));
            case BlindEvent.Answered answered ->
                stream.send(answered.id(), "answered", json.write(Map.of("turn", answered.turn())));
        }
    }

    private String html(BlindView view, int turn, Side side) {
        return markdown.render(view.turns().get(turn).answer(side).text()).markup();
    }

    /** The header of a browser that comes back, else the place up to which the page was made. */
    private static long after(ServerRequest request) {
        return request.headers()
                .first(LAST_EVENT_ID)
                .or(() -> request.query().first("after").asOptional())
                .filter(id -> ID.matcher(id).matches())
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** More text. */
    record Delta(int turn, String side, String text) {}

    /** A whole answer. */
    record Done(int turn, String side, boolean cut, String html) {}

    /** No answer. */
    record Failed(int turn, String side, boolean canRetry) {}
}
