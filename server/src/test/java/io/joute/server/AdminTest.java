package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.admin.AuditEntry;
import io.joute.arena.duel.DuelSettings;
import io.joute.server.http.ServerSettings;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The administration as who runs an arena meets it, and as others try it. */
@Timeout(120)
class AdminTest {
    private static final List<String> ROOMS = List.of(
            "/admin",
            "/admin/models",
            "/admin/endpoints",
            "/admin/moderation",
            "/admin/exports",
            "/admin/voters",
            "/admin/questions",
            "/admin/tags",
            "/admin/texts",
            "/admin/settings",
            "/admin/trail",
            "/admin/password");

    private final TestArena arena =
            new TestArena(DemoServer.models(), DuelSettings.DEFAULT.unpaced(), new SecureRandom());
    private JouteServer server;
    private Browser admin;
    private String password;

    @BeforeEach
    void start() {
        password = arena.access().resetPassword();
        server = JouteServer.start(
                ServerSettings.DEFAULT.withPort(0),
                arena.served(),
                ModelServer.programs(Optional.empty(), true),
                arena.administration());
        admin = new Browser(server.port(), "en");
    }

    @AfterEach
    void stop() {
        admin.close();
        server.close();
        arena.close();
    }

    @Test
    void asksForThePasswordBeforeAnyRoom() {
        for (String room : ROOMS) {
            HttpResponse<String> answer = admin.get(room);
            assertThat(answer.statusCode()).as(room).isEqualTo(401);
            assertThat(answer.body()).as(room).contains("type=\"password\"").doesNotContain("class=\"rooms\"");
            assertThat(answer.headers().firstValue("X-Robots-Tag")).as(room).hasValue("noindex, nofollow");
        }
    }

    @Test
    void opensAllRoomsToWhoKnowsIt() {
        signIn();

        for (String room : ROOMS) {
            assertThat(page(room)).as(room).contains("class=\"rooms\"");
        }
    }

    @Test
    void speaksFrenchToo() {
        try (Browser french = new Browser(server.port(), "fr")) {
            assertThat(french.get("/admin").body()).contains("Pour qui tient cette arène");
            french.post("/admin/sign-in", "password", password);
            for (String room : ROOMS) {
                assertThat(french.get(room).body()).as(room).contains("lang=\"fr\"", "Vue d’ensemble");
            }
        }
    }

    @Test
    void givesTheSessionsKeyToNoScriptAndNoOtherSite() {
        admin.get("/admin");
        String cookie = admin.post("/admin/sign-in", "password", password).headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("joute_admin="))
                .findFirst()
                .orElseThrow();

        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/admin", "Max-Age=28800");
    }

    @Test
    void refusesAWrongPassword() {
        admin.get("/admin");
        HttpResponse<String> answer = admin.post("/admin/sign-in", "password", "wrong");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("This is not the password.", "type=\"password\"");
        assertThat(admin.get("/admin").statusCode()).isEqualTo(401);
        assertThat(actions()).endsWith("session.refuse");
    }

    @Test
    void makesGuessersWait() {
        admin.get("/admin");
        for (int i = 0; i < 3; i++) {
            assertThat(admin.post("/admin/sign-in", "password", "wrong").statusCode())
                    .isEqualTo(401);
        }

        HttpResponse<String> locked = admin.post("/admin/sign-in", "password", password);
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(locked.body()).contains("Try again in 1 second.");
        assertThat(admin.get("/admin").statusCode()).isEqualTo(401);

        arena.time().pass(Duration.ofSeconds(2));
        signIn();
        assertThat(admin.get("/admin").statusCode()).isEqualTo(200);
    }

    @Test
    void endsTheSessionOfWhoIsAway() {
        signIn();
        arena.time().pass(Duration.ofMinutes(29));
        assertThat(admin.get("/admin").statusCode()).isEqualTo(200);
        arena.time().pass(Duration.ofMinutes(31));
        assertThat(admin.get("/admin").statusCode()).isEqualTo(401);
    }

    @Test
    void signsOut() {
        signIn();
        page("/admin/password");
        assertThat(admin.post("/admin/sign-out").statusCode()).isEqualTo(303);

        assertThat(admin.get("/admin").statusCode()).isEqualTo(401);
        assertThat(actions()).endsWith("session.close");
    }

    @Test
    void changesNothingWithoutASession() {
        String duel = admin.open("What is the capital of Australia?");
        admin.follow(duel);
        HttpResponse<String> answer = admin.post("/admin" + duel.replace("/duel/", "/duels/") + "/erase");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("sign in at /admin first");
        assertThat(admin.get(duel).statusCode()).isEqualTo(200);
        assertThat(admin.post("/admin/exports", "format", "csv").statusCode()).isEqualTo(401);
        assertThat(actions()).containsExactly("password.reset");
    }

    @Test
    void changesNothingWithoutThePagesToken() {
        RawClient client = new RawClient(server.port());
        String token = client.get("/admin").token();
        client.post("/admin/sign-in", "password=" + password + "&token=" + token);
        assertThat(client.get("/admin").status()).isEqualTo(200);

        assertThat(client.post("/admin/exports", "format=csv").status()).isEqualTo(403);
        assertThat(client.post("/admin/password", "password=" + password).status())
                .isEqualTo(403);
        assertThat(actions()).doesNotContain("dataset.export");
    }

    @Test
    void showsOpenDuelsAndNamesNoModelOfThem() {
        try (Browser visitor = new Browser(server.port(), "en")) {
            String duel = visitor.open("What is the capital of Australia?");
            visitor.follow(duel);
            signIn();

            String page = page("/admin");
            assertThat(page).contains("1 duel is open", duel.substring("/duel/".length(), "/duel/".length() + 8));
            assertThat(page).doesNotContain("Grand Joute", "Écuyer", "Jumeau", "capital of Australia");

            visitor.get(duel);
            visitor.post(duel + "/vote", "turn", "0", "choice", "a");
            visitor.post(duel + "/reveal");
            assertThat(page("/admin")).contains("0 duels are open").containsPattern("Grand Joute|Écuyer|Jumeau");
        }
    }

    @Test
    void namesTheModelsOfADuelThatWasLeftAloneForADay() {
        admin.follow(admin.open("What is the capital of Australia?"));
        arena.time().pass(Duration.ofHours(25));
        signIn();

        assertThat(page("/admin")).contains("1 duel is open").containsPattern("Grand Joute|Écuyer|Jumeau");
    }

    @Test
    void erasesAnOpenDuelForGood() {
        String duel = admin.open("What is the capital of Australia?");
        String id = duel.substring("/duel/".length());
        admin.follow(duel);
        signIn();
        page("/admin");

        HttpResponse<String> answer = admin.post("/admin/duels/" + id + "/erase");

        assertThat(answer.headers().firstValue("Location")).hasValue("/admin?done=1");
        assertThat(page("/admin?done=1")).contains("It is done", "0 duels are open");
        assertThat(admin.get(duel).statusCode()).isEqualTo(404);
        assertThat(page("/admin/trail")).contains("erased an open duel", id);
        assertThat(admin.post("/admin/duels/" + id + "/erase").statusCode()).isEqualTo(404);
    }

    @Test
    void downloadsTheDataset() {
        signIn();
        page("/admin/exports");
        HttpResponse<String> zip = admin.post("/admin/exports", "format", "csv");

        assertThat(zip.statusCode()).isEqualTo(200);
        assertThat(zip.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(zip.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment; filename=");
        assertThat(zip.body()).startsWith("PK").contains("README.md", "joute/");
        assertThat(actions()).endsWith("dataset.export");
        assertThat(admin.post("/admin/exports", "format", "count").body()).contains("not offered by their visitor");
        assertThat(admin.post("/admin/exports", "format", "exe").statusCode()).isEqualTo(400);
    }

    @Test
    void tellsSettingsWithTheirSource() {
        signIn();

        assertThat(page("/admin/settings"))
                .contains("endpoints.house.key-file", "/run/secrets/house", "joute.yaml", "127.0.0.1", "not set");
    }

    @Test
    void tellsWhetherTheJournalWasChanged() {
        signIn();
        assertThat(page("/admin/trail")).contains("2 entries, none changed", "signed in");

        arena.office().forge(0, "somebody");
        assertThat(page("/admin/trail")).contains("Entry 1 does not follow");
    }

    @Test
    void makesANewPasswordForWhoKnowsTheOld() {
        signIn();
        page("/admin/password");
        assertThat(admin.post("/admin/password", "password", "wrong").statusCode())
                .isEqualTo(401);

        String shown = admin.post("/admin/password", "password", password).body();
        String fresh = shown.replaceAll("(?s).*<code class=\"secret\">([^<]+)</code>.*", "$1");

        assertThat(admin.get("/admin").statusCode()).isEqualTo(401);
        assertThat(admin.post("/admin/sign-in", "password", password).statusCode())
                .isEqualTo(401);
        assertThat(admin.post("/admin/sign-in", "password", fresh).statusCode()).isEqualTo(303);
        assertThat(page("/admin/trail")).contains("new password").doesNotContain(fresh);
    }

    private void signIn() {
        admin.get("/admin");
        assertThat(admin.post("/admin/sign-in", "password", password).statusCode())
                .isEqualTo(303);
    }

    private String page(String path) {
        HttpResponse<String> answer = admin.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private List<String> actions() {
        return arena.office().all().stream().map(AuditEntry::action).toList();
    }
}
