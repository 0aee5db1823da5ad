package io.joute.server.page;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.board.Board;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Share;
import io.joute.arena.duel.ShareKey;
import io.joute.arena.duel.Shared;
import io.joute.arena.duel.Sharing;
import io.joute.server.http.Body;
import io.joute.server.http.Fault;
import io.joute.server.http.Form;
import io.joute.server.http.Language;
import io.joute.server.http.Refusal;
import io.joute.server.http.Refusals;
import io.joute.server.http.Reply;
import io.joute.server.http.Routes;
import io.joute.server.http.Visit;
import io.joute.server.http.Visits;
import io.joute.server.picture.Canvas;
import io.joute.server.picture.Picture;
import java.util.Optional;

/** Reveals shown to others: as a picture to carry away, and by a link that needs neither account nor cookie. */
public final class SharePages implements HttpService {
    private static final String PATH = "/duel/{id}";
    private static final String SHARED = Visits.SHARED + "{key}";
    private static final String QUESTION = "question";
    private static final HeaderName ROBOTS = HeaderNames.create("X-Robots-Tag");

    private final Printer printer;
    private final Sharing sharing;
    private final Catalog catalog;
    private final Board board;
    private final Canvas.Faces faces = Canvas.Faces.read();

    /** Show what {@code sharing} lets be seen; {@code catalog} and {@code board} tell of the models. */
    public SharePages(Printer printer, Sharing sharing, Catalog catalog, Board board) {
        this.printer = printer;
        this.sharing = sharing;
        this.catalog = catalog;
        this.board = board;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read(PATH + "/card.svg", (request, response) -> svg(request, response, own(request)))
                .read(PATH + "/card.png", (request, response) -> png(request, response, own(request)))
                .post(PATH + "/share", this::share)
                .post(PATH + "/unshare", this::end)
                .read(SHARED, this::show)
                .read(SHARED + "/card.svg", (request, response) -> svg(request, response, shared(request)))
                .read(SHARED + "/card.png", (request, response) -> png(request, response, shared(request)));
    }

    /** How a duel of the visitor is shared now. */
    static ShareView view(ServerRequest request, DuelId id, Sharing sharing) {
        Optional<Share> share = sharing.of(id, Visit.of(request).visitor());
        return new ShareView(
                "/duel/" + id.value() + "/card.svg",
                share.map(open -> link(request, open)).orElse(null));
    }

    private static ShareView.Link link(ServerRequest request, Share share) {
        String address = Visits.SHARED + share.key().value();
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        return new ShareView.Link(address, host + address, share.withQuestion());
    }

    /** One form: a picture to download, or a link. */
    private void share(ServerRequest request, ServerResponse response) {
        Form form = Body.of(request).form();
        DuelId id = id(request);
        boolean withQuestion = form.first(QUESTION).isPresent();
        String as = form.first("as").orElse("link");
        if (as.equals("link")) {
            sharing.share(id, Visit.of(request).visitor(), withQuestion);
            Reply.seeOther(response, "/duel/" + id.value() + "#share");
        } else if (as.equals("png") || as.equals("svg")) {
            String query = withQuestion ? "?download=1&" + QUESTION + "=1" : "?download=1";
            Reply.seeOther(response, "/duel/" + id.value() + "/card." + as + query);
        } else {
            throw new Refusal(Fault.INVALID);
        }
    }

    private void end(ServerRequest request, ServerResponse response) {
        sharing.end(id(request), Visit.of(request).visitor());
        Reply.seeOther(response, "/duel/" + id(request).value() + "#share");
    }

    private void show(ServerRequest request, ServerResponse response) {
        Shared shared = shared(request);
        Words words = printer.words(request);
        String question = shared.question().map(CleanText::of).orElse("");
        Language opened = Language.ofCode(shared.reveal().locale()).orElse(Language.ENGLISH);
        response.header(ROBOTS, "noindex");
        printer.print(
                request,
                response,
                "shared",
                new SharedPage(
                        printer.shell(request, "shared.title", ""),
                        unmasked(request, words, shared),
                        request.path().rawPath() + "/card",
                        question,
                        AnswerLanguage.of(question, opened).code()));
    }

    private void svg(ServerRequest request, ServerResponse response, Shared shared) {
        sent(request, response, "svg");
        Reply.text(request, response, "image/svg+xml", picture(request, shared).svg());
    }

    private void png(ServerRequest request, ServerResponse response, Shared shared) {
        sent(request, response, "png");
        response.header(HeaderNames.CONTENT_TYPE, "image/png");
        Reply.bytes(request, response, picture(request, shared).png());
    }

    private static void sent(ServerRequest request, ServerResponse response, String type) {
        response.header(ROBOTS, "noindex");
        if (request.query().first("download").isPresent()) {
            response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"joute." + type + "\"");
        }
    }

    private Picture picture(ServerRequest request, Shared shared) {
        Words words = printer.words(request);
        UnmaskedView unmasked = unmasked(request, words, shared);
        return new SharePicture(words, faces).of(unmasked, shared.question().map(CleanText::of));
    }

    private UnmaskedView unmasked(ServerRequest request, Words words, Shared shared) {
        return new Unmasking(words, catalog, Voice.OTHERS)
                .view(shared.reveal(), board.standing(), Unmasking.Year.of(request));
    }

    private Shared own(ServerRequest request) {
        boolean withQuestion = request.query().first(QUESTION).isPresent();
        return sharing.preview(id(request), Visit.of(request).visitor(), withQuestion);
    }

    private Shared shared(ServerRequest request) {
        return ShareKey.of(request.path().pathParameters().get("key"))
                .flatMap(sharing::open)
                .orElseThrow(() -> new Refusal(Fault.UNKNOWN));
    }

    private static DuelId id(ServerRequest request) {
        return Refusals.duelId(request.path().pathParameters().get("id"));
    }
}
