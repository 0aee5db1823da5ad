package io.joute.server.admin;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.SetCookie;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.admin.Access;
import io.joute.arena.admin.AdminSessions;
import io.joute.arena.admin.SignIn;
import io.joute.server.http.Body;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import io.joute.server.http.Reply;
import io.joute.server.http.Routes;
import io.joute.server.page.OfficePage;
import io.joute.server.page.OfficePage.Field;
import io.joute.server.page.OfficePage.Kind;
import io.joute.server.page.Words;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets in who knows the password, for a while. */
final class Door implements HttpService {
    /** Field of the password. */
    static final String PASSWORD = "password";

    private static final HeaderName ROBOTS = HeaderNames.create("X-Robots-Tag");
    private static final String COOKIE = "joute_admin";
    private static final String PATH = "/admin";

    private final Access access;
    private final Office office;

    Door(Access access, Office office) {
        this.access = access;
        this.office = office;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .readAndPost("/admin/sign-in", apart(this::ask), apart(this::signIn))
                .post("/admin/sign-out", inside(this::signOut));
    }

    /** {@code room} for who is signed in; who only reads is asked for the password, a change is refused. */
    Handler inside(Handler room) {
        return apart((request, response) -> {
            if (key(request).filter(access::isOpen).isPresent()) {
                room.handle(request, response);
            } else if (request.prologue().method().text().equals("POST")) {
                throw new Refusal(Fault.SIGN_IN);
            } else {
                response.status(Fault.SIGN_IN.status());
                ask(request, response);
            }
        });
    }

    /** Try this password for this request; when it is wrong, says so with {@code refused}, and gives nothing. */
    Optional<String> enter(ServerRequest request, ServerResponse response, Refused refused) {
        String password = Body.of(request).form().first(PASSWORD).orElse("");
        return switch (access.signIn(password, request.remotePeer().host())) {
            case SignIn.Opened opened -> Optional.of(opened.key());
            case SignIn.Wrong _ -> {
                response.status(Fault.SIGN_IN.status());
                refused.show(office.words(request).say("admin.sign-in.wrong"));
                yield Optional.empty();
            }
            case SignIn.Waiting waiting -> {
                long seconds = Math.max(1, waiting.left().plusMillis(999).toSeconds());
                response.status(Fault.WAIT.status());
                response.header(HeaderNames.RETRY_AFTER, Long.toString(seconds));
                refused.show(office.words(request).count("admin.sign-in.wait", seconds));
                yield Optional.empty();
            }
        };
    }

    /** How a page tells that a password was not taken. */
    @FunctionalInterface
    interface Refused {
        void show(String sentence);
    }

    private void ask(ServerRequest request, ServerResponse response) {
        ask(request, response, null);
    }

    private void ask(ServerRequest request, ServerResponse response, @Nullable String error) {
        Words words = office.words(request);
        office.printDoor(
                request,
                response,
                error,
                OfficePage.Section.saying("sign-in", "")
                        .with(OfficePage.Form.of(
                                "/admin/sign-in",
                                words.say("admin.sign-in.go"),
                                Field.of(Kind.PASSWORD, PASSWORD, words.say("admin.password")))));
    }

    private void signIn(ServerRequest request, ServerResponse response) {
        enter(request, response, sentence -> ask(request, response, sentence)).ifPresent(key -> {
            remember(response, key, AdminSessions.WHOLE);
            Reply.seeOther(response, Office.Room.OVERVIEW.address());
        });
    }

    private void signOut(ServerRequest request, ServerResponse response) {
        key(request).ifPresent(access::signOut);
        remember(response, "", Duration.ZERO);
        Reply.seeOther(response, "/admin/sign-in");
    }

    private static Handler apart(Handler page) {
        return (request, response) -> {
            response.header(ROBOTS, "noindex, nofollow");
            page.handle(request, response);
        };
    }

    private static Optional<String> key(ServerRequest request) {
        return request.headers().cookies().first(COOKIE).asOptional();
    }

    private static void remember(ServerResponse response, String key, Duration life) {
        response.headers()
                .addCookie(SetCookie.builder(COOKIE, key)
                        .path(PATH)
                        .httpOnly(true)
                        .maxAge(life)
                        .sameSite(SetCookie.SameSite.STRICT)
                        .build());
    }
}
