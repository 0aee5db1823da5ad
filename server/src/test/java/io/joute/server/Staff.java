package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.admin.AuditEntry;
import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** A server of an arena of scripted models, whose operator is signed in. */
final class Staff implements AutoCloseable {
    private final TestArena arena;
    private final JouteServer server;
    private final Browser operator;

    Staff(String language) {
        this(language, new TestArena(DemoServer.models(), DuelSettings.DEFAULT.unpaced(), new SecureRandom()));
    }

    Staff(String language, TestArena arena) {
        this.arena = arena;
        String password = arena.access().resetPassword();
        server = JouteServer.start(
                ServerSettings.DEFAULT.withPort(0),
                arena.served(),
                ModelServer.programs(Optional.empty(), true),
                arena.administration());
        operator = visitor(language);
        operator.get("/admin");
        assertThat(operator.post("/admin/sign-in", "password", password).statusCode())
                .isEqualTo(303);
    }

    TestArena arena() {
        return arena;
    }

    int port() {
        return server.port();
    }

    /** Somebody else, to be closed. */
    Browser visitor(String language) {
        return new Browser(server.port(), language);
    }

    /** A page that the operator sees. */
    String page(String path) {
        HttpResponse<String> answer = operator.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    /** Send a form of the page that the operator looked at last. */
    HttpResponse<String> post(String path, String... fields) {
        return operator.post(path, fields);
    }

    /** Send a form that is taken; the page that comes then. */
    String done(String path, String... fields) {
        HttpResponse<String> answer = post(path, fields);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(303);
        return page(answer.headers().firstValue("Location").orElseThrow());
    }

    /** The last entry of the journal: what was done, and to what. */
    String lastEntry() {
        List<AuditEntry> all = arena.office().all();
        return all.getLast().action() + ' ' + all.getLast().subject();
    }

    @Override
    public void close() {
        operator.close();
        server.close();
        arena.close();
    }
}
