package io.joute.server.page;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.board.Board;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.duel.BlindView;
import io.joute.arena.duel.DuelException;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelState;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.Receipt;
import io.joute.arena.duel.Reveal;
import io.joute.arena.duel.Side;
import io.joute.arena.duel.Vote;
import io.joute.server.http.Body;
import io.joute.server.http.Fault;
import io.joute.server.http.Form;
import io.joute.server.http.Gate;
import io.joute.server.http.Refusal;
import io.joute.server.http.Refusals;
import io.joute.server.http.Reply;
import io.joute.server.http.Routes;
import io.joute.server.http.Visit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A duel at its address: answers, vote, reveal. Every step is a form, so that it works without scripts. */
public final class DuelPages implements HttpService {
    private static final String PATH = "/duel/{id}";

    private final Printer printer;
    private final Duels duels;
    private final Catalog catalog;
    private final Board board;
    private final Markdown markdown = new Markdown();
    private final Gate gate;

    /** Show {@code duels}; {@code catalog} and {@code board} tell of models after the reveal. */
    public DuelPages(Printer printer, Duels duels, Catalog catalog, Board board, Gate gate) {
        this.printer = printer;
        this.duels = duels;
        this.catalog = catalog;
        this.board = board;
        this.gate = gate;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read(PATH, this::show)
                .post(PATH + "/turns", this::ask)
                .post(PATH + "/stop", this::stop)
                .post(PATH + "/retry", this::retry)
                .post(PATH + "/vote", this::vote)
                .post(PATH + "/react", this::react)
                .post(PATH + "/delete", this::delete)
                .post(PATH + "/reveal", this::reveal);
    }

    private void show(ServerRequest request, ServerResponse response) {
        BlindView view = duels.view(id(request), Visit.of(request).visitor());
        if (view.state() == DuelState.REVEALED) {
            printer.print(request, response, "reveal", revealed(request, view));
        } else {
            printer.print(request, response, "duel", blind(request, view, "", Told.NOTHING));
        }
    }

    private void ask(ServerRequest request, ServerResponse response) {
        Form form = Body.of(request).form();
        String prompt = form.first("prompt").orElse("");
        DuelId id = id(request);
        String visitor = Visit.of(request).visitor();
        try {
            gate.admit(request, new Gate.Question(prompt, false, Told.anyway(form)));
            duels.ask(id, visitor, prompt);
            back(response, id, "#turn-" + (duels.view(id, visitor).turns().size() - 1));
        } catch (DuelException refused) {
            Refusal refusal = Refusals.of(refused);
            if (refusal.fault() != Fault.INVALID && refusal.fault() != Fault.TOO_LONG) {
                throw refused;
            }
            again(request, response, prompt, refusal);
        } catch (Refusal refused) {
            again(request, response, prompt, refused);
        }
    }

    /** Show the duel with the question that was sent, and why it was refused. */
    private void again(ServerRequest request, ServerResponse response, String prompt, Refusal refusal) {
        BlindView view = duels.view(id(request), Visit.of(request).visitor());
        Told told = Told.of(printer.words(request), refusal, response);
        printer.print(request, response, "duel", blind(request, view, prompt, told));
    }

    private void stop(ServerRequest request, ServerResponse response) {
        duels.stop(id(request), Visit.of(request).visitor());
        back(response, id(request), "");
    }

    private void retry(ServerRequest request, ServerResponse response) {
        Side side = Ballots.side(Body.of(request).form().required("side"));
        duels.retry(id(request), Visit.of(request).visitor(), side);
        back(response, id(request), "");
    }

    private void vote(ServerRequest request, ServerResponse response) {
        Form form = Body.of(request).form();
        DuelId id = id(request);
        String visitor = Visit.of(request).visitor();
        Vote vote = Ballots.vote(
                Ballots.turn(form.required("turn")),
                form.first("choice").orElseThrow(() -> new Refusal(Fault.INVALID, "vote")),
                Map.of(Side.LEFT, about(form, "_a"), Side.RIGHT, about(form, "_b")));
        duels.vote(id, visitor, vote);
        if (form.first("then").equals(Optional.of("reveal"))) {
            duels.reveal(id, visitor);
        }
        back(response, id, "");
    }

    private void react(ServerRequest request, ServerResponse response) {
        Form form = Body.of(request).form();
        DuelId id = id(request);
        Side side = Ballots.side(form.required("side"));
        int turn = Ballots.turn(form.required("turn"));
        duels.react(
                id,
                Visit.of(request).visitor(),
                new Duels.Answer(turn, side),
                Ballots.reaction(form.required("kind"), about(form, "")));
        back(response, id, "#answer-" + turn + "-" + side.letter());
    }

    private void delete(ServerRequest request, ServerResponse response) {
        duels.erase(id(request), Visit.of(request).visitor());
        Reply.seeOther(response, HistoryPages.ERASED);
    }

    private static Ballots.About about(Form form, String end) {
        return new Ballots.About(
                form.all("tags" + end), form.first("comment" + end).orElse(""));
    }

    private void reveal(ServerRequest request, ServerResponse response) {
        duels.reveal(id(request), Visit.of(request).visitor());
        back(response, id(request), "");
    }

    private TurnViews turns(Words words) {
        return new TurnViews(words, new TagWords(words, duels.tags()), markdown);
    }

    private DuelPage blind(ServerRequest request, BlindView view, String typed, Told told) {
        TurnViews views = turns(printer.words(request));
        boolean answering = view.state() == DuelState.ANSWERING;
        Shell shell = printer.shell(request, "duel.title", "/", List.of("answers", "vote"), answering);
        return new DuelPage(
                shell,
                view.id().value(),
                views.of(view),
                view.lastEventId(),
                answering,
                views.ballot(view),
                view.state() == DuelState.VOTED,
                view.state() == DuelState.ANSWERED || view.state() == DuelState.VOTED,
                typed,
                told);
    }

    private RevealPage revealed(ServerRequest request, BlindView view) {
        Words words = printer.words(request);
        Reveal reveal = duels.reveal(view.id(), Visit.of(request).visitor());
        Unmasking unmasking = new Unmasking(words, catalog, Voice.VOTER);
        return new RevealPage(
                printer.shell(request, "reveal.title", "/"),
                view.id().value(),
                unmasking.view(reveal, board.standing(), Unmasking.Year.of(request)),
                turns(words).of(view),
                HomePages.withPrompt(view.turns().getFirst().prompt()),
                Unmasking.rematch(reveal),
                reveal.receipt().map(Receipt::code).orElse(""),
                SharePages.view(request, view.id(), duels.sharing()));
    }

    private static void back(ServerResponse response, DuelId id, String anchor) {
        Reply.seeOther(response, "/duel/" + id.value() + anchor);
    }

    private static DuelId id(ServerRequest request) {
        return Refusals.duelId(request.path().pathParameters().get("id"));
    }
}
