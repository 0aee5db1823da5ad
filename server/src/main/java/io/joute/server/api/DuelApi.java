package io.joute.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.OpenDuel;
import io.joute.arena.duel.Receipt;
import io.joute.arena.duel.Side;
import io.joute.server.http.Fault;
import io.joute.server.http.Gate;
import io.joute.server.http.Language;
import io.joute.server.http.Refusal;
import io.joute.server.http.Refusals;
import io.joute.server.http.Routes;
import io.joute.server.http.Visit;
import io.joute.server.page.Ballots;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Duels for programs: the same calls as the pages', in JSON. */
public final class DuelApi implements HttpService {
    private static final String PATH = "/api/duels/{id}";

    private final Duels duels;
    private final Json json;
    private final Gate gate;

    /** Serve {@code duels}, whose questions pass {@code gate}. */
    public DuelApi(Duels duels, Json json, Gate gate) {
        this.duels = duels;
        this.json = json;
        this.gate = gate;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/api/session", this::session)
                .readPostAndDelete("/api/duels", this::history, this::open, this::eraseAll)
                .readAndDelete(PATH, this::view, this::erase)
                .post("/api/erasures", this::eraseByReceipt)
                .post(PATH + "/turns", this::ask)
                .post(PATH + "/retry", this::retry)
                .post(PATH + "/stop", this::stop)
                .put(PATH + "/turns/{turn}/vote", this::vote)
                .putAndDelete(PATH + "/turns/{turn}/reactions/{side}", this::react, this::takeBack)
                .post(PATH + "/turns/{turn}/replay", this::replay)
                .post(PATH + "/reveal", this::reveal);
    }

    /**
     * The token that a program sends with every change, in {@code X-Joute-Token}, beside its cookie; and the version of
     * the terms that it accepts when it opens a duel, where there are some.
     */
    private void session(ServerRequest request, ServerResponse response) {
        String token = Visit.of(request).token();
        json.send(
                request,
                response,
                duels.terms()
                        .map(terms -> Map.of("token", token, "terms", terms.version()))
                        .orElseGet(() -> Map.of("token", token)));
    }

    private void history(ServerRequest request, ServerResponse response) {
        List<DuelBodies.Line> lines = duels.history(visitor(request)).stream()
                .map(DuelBodies.Line::of)
                .toList();
        json.send(request, response, Map.of("duels", lines));
    }

    private void open(ServerRequest request, ServerResponse response) {
        DuelBodies.Opening opening = json.read(request, DuelBodies.Opening.class);
        String locale = opening.locale() == null
                ? Visit.of(request).language().code()
                : Language.ofCode(opening.locale())
                        .orElseThrow(() -> new Refusal(Fault.INVALID))
                        .code();
        String prompt = DuelBodies.present(opening.prompt());
        gate.admit(request, new Gate.Question(prompt, true, opening.sentAnyway()));
        DuelId id = duels.open(
                new OpenDuel(visitor(request), prompt, mode(opening), opening.picks(), locale, opening.agreement()));
        response.status(Status.CREATED_201);
        response.header(HeaderNames.LOCATION, "/api/duels/" + id.value());
        json.send(request, response, new DuelBodies.Opened(id.value(), "/duel/" + id.value()));
    }

    private void view(ServerRequest request, ServerResponse response) {
        json.send(request, response, DuelBodies.Blind.of(duels.view(id(request), visitor(request))));
    }

    private void ask(ServerRequest request, ServerResponse response) {
        DuelBodies.Asking asking = json.read(request, DuelBodies.Asking.class);
        gate.admit(request, new Gate.Question(asking.required(), false, asking.sentAnyway()));
        duels.ask(id(request), visitor(request), asking.required());
        view(request, response);
    }

    private void retry(ServerRequest request, ServerResponse response) {
        String side =
                DuelBodies.present(json.read(request, DuelBodies.Retrying.class).side());
        duels.retry(id(request), visitor(request), Ballots.side(side));
        view(request, response);
    }

    private void stop(ServerRequest request, ServerResponse response) {
        duels.stop(id(request), visitor(request));
        view(request, response);
    }

    private void vote(ServerRequest request, ServerResponse response) {
        DuelBodies.Voting voting = json.read(request, DuelBodies.Voting.class);
        voting.letters().forEach(Ballots::side);
        duels.vote(
                id(request),
                visitor(request),
                Ballots.vote(
                        Ballots.turn(request.path().pathParameters().get("turn")),
                        DuelBodies.present(voting.choice()),
                        Map.of(Side.LEFT, voting.about("a"), Side.RIGHT, voting.about("b"))));
        view(request, response);
    }

    private void react(ServerRequest request, ServerResponse response) {
        DuelBodies.Reacting reacting = json.read(request, DuelBodies.Reacting.class);
        String kind = DuelBodies.present(reacting.reaction());
        duels.react(id(request), visitor(request), answer(request), Ballots.reaction(kind, reacting.about()));
        view(request, response);
    }

    private void takeBack(ServerRequest request, ServerResponse response) {
        duels.react(id(request), visitor(request), answer(request), Optional.empty());
        view(request, response);
    }

    private void erase(ServerRequest request, ServerResponse response) {
        duels.erase(id(request), visitor(request));
        json.send(request, response, Map.of("erased", 1));
    }

    private void eraseAll(ServerRequest request, ServerResponse response) {
        json.send(request, response, Map.of("erased", duels.eraseAll(visitor(request))));
    }

    private void eraseByReceipt(ServerRequest request, ServerResponse response) {
        String typed =
                DuelBodies.present(json.read(request, DuelBodies.Erasing.class).receipt());
        if (Receipt.typed(typed).filter(duels::erase).isEmpty()) {
            throw new Refusal(Fault.UNKNOWN, "receipt");
        }
        json.send(request, response, Map.of("erased", 1));
    }

    private static Duels.Answer answer(ServerRequest request) {
        var parameters = request.path().pathParameters();
        return new Duels.Answer(Ballots.turn(parameters.get("turn")), Ballots.side(parameters.get("side")));
    }

    private void replay(ServerRequest request, ServerResponse response) {
        int turn = Ballots.turn(request.path().pathParameters().get("turn"));
        DuelBodies.Replayed a = DuelBodies.Replayed.of(duels.replay(id(request), visitor(request), turn, Side.LEFT));
        DuelBodies.Replayed b = DuelBodies.Replayed.of(duels.replay(id(request), visitor(request), turn, Side.RIGHT));
        json.send(request, response, Map.of("a", a, "b", b));
    }

    private void reveal(ServerRequest request, ServerResponse response) {
        json.send(request, response, RevealBody.of(duels.reveal(id(request), visitor(request))));
    }

    private static Mode mode(DuelBodies.Opening opening) {
        String key = opening.mode() == null ? Mode.RANDOM.key() : opening.mode();
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Refusal(Fault.INVALID));
    }

    private static String visitor(ServerRequest request) {
        return Visit.of(request).visitor();
    }

    private static DuelId id(ServerRequest request) {
        return Refusals.duelId(request.path().pathParameters().get("id"));
    }
}
