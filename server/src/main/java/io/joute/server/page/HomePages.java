package io.joute.server.page;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.admin.Question;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.duel.DuelException;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.Duels;
import io.joute.arena.duel.Mode;
import io.joute.arena.duel.ModeState;
import io.joute.arena.duel.OpenDuel;
import io.joute.arena.duel.Terms;
import io.joute.server.http.Body;
import io.joute.server.http.Fault;
import io.joute.server.http.Form;
import io.joute.server.http.Gate;
import io.joute.server.http.Refusal;
import io.joute.server.http.Refusals;
import io.joute.server.http.Reply;
import io.joute.server.http.Routes;
import io.joute.server.http.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The front page: ask, and the duel begins. */
public final class HomePages implements HttpService {
    private static final int IDEAS_SHOWN = 4;
    private static final String PROMPT = "prompt";
    private static final String IDEAS = "ideas";

    private final Printer printer;
    private final Duels duels;
    private final Suggestions suggestions;
    private final ChoosePages choosing;
    private final Gate gate;

    /** Open duels among the models at hand. */
    public HomePages(Printer printer, Duels duels, Suggestions suggestions, Gate gate) {
        this.printer = printer;
        this.duels = duels;
        this.suggestions = suggestions;
        this.gate = gate;
        this.choosing = new ChoosePages(printer, duels);
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/", this::home).post("/duel", this::open);
        choosing.routing(rules);
    }

    private void home(ServerRequest request, ServerResponse response) {
        String prompt = request.query().first(PROMPT).orElse("");
        printer.print(request, response, "home", page(request, prompt, Mode.RANDOM, Told.NOTHING));
    }

    private void open(ServerRequest request, ServerResponse response) {
        Form form = Body.of(request).form();
        String prompt = form.first(PROMPT).orElse("");
        Mode mode = form.first("mode").flatMap(HomePages::mode).orElseThrow(() -> new Refusal(Fault.INVALID));
        if (mode == Mode.CHOSEN && form.first("choosing").isEmpty()) {
            choosing.print(request, response, prompt, List.of(), Told.NOTHING);
            return;
        }
        try {
            gate.admit(request, new Gate.Question(prompt, true, Told.anyway(form)));
            DuelId id = duels.open(opening(request, form, prompt, mode));
            Reply.seeOther(response, "/duel/" + id.value());
        } catch (DuelException refused) {
            again(request, response, mode, Refusals.of(refused));
        } catch (Refusal refused) {
            again(request, response, mode, refused);
        }
    }

    private static OpenDuel opening(ServerRequest request, Form form, String prompt, Mode mode) {
        Visit visit = Visit.of(request);
        return new OpenDuel(
                visit.visitor(),
                prompt,
                mode,
                form.all(ChoosePages.MODELS),
                visit.language().code(),
                agreement(form));
    }

    /** Show the page with what was sent, and why it was refused. */
    private void again(ServerRequest request, ServerResponse response, Mode mode, Refusal refusal) {
        Form form = Body.of(request).form();
        String prompt = form.first(PROMPT).orElse("");
        Told told = Told.of(printer.words(request), refusal, response);
        if (mode == Mode.CHOSEN) {
            choosing.print(request, response, prompt, form.all(ChoosePages.MODELS), told);
        } else {
            printer.print(request, response, "home", page(request, prompt, mode, told));
        }
    }

    private HomePage page(ServerRequest request, String prompt, Mode wished, Told told) {
        Words words = printer.words(request);
        List<Question> all = suggestions.in(words.language());
        int first = firstIdea(request, all.size());
        return new HomePage(
                printer.shell(request, "home.title", "/", List.of(PROMPT), false),
                prompt,
                modes(words, wished),
                duels.terms().map(Terms::version).orElse(""),
                ideas(words, all, first),
                "/?" + IDEAS + "=" + (all.isEmpty() ? 0 : (first + IDEAS_SHOWN) % all.size()),
                onlyDemo(),
                told);
    }

    private static OpenDuel.Agreement agreement(Form form) {
        return new OpenDuel.Agreement(
                form.first("terms").orElse(""), form.first("publication").isPresent());
    }

    private List<HomePage.ModeChoice> modes(Words words, Mode wished) {
        Map<Mode, ModeState> states = duels.modes();
        return Arrays.stream(Mode.values())
                .map(mode -> choice(words, mode, Objects.requireNonNull(states.get(mode)), mode == wished))
                .toList();
    }

    private static HomePage.ModeChoice choice(Words words, Mode mode, ModeState state, boolean wished) {
        String key = "mode." + mode.key();
        return switch (state) {
            case ModeState.Enabled _ ->
                new HomePage.ModeChoice(mode.key(), words.say(key), words.say(key + ".text"), wished, false);
            case ModeState.Disabled disabled ->
                new HomePage.ModeChoice(
                        mode.key(),
                        words.say(key),
                        words.say("mode.off." + disabled.why().name().toLowerCase(Locale.ROOT)),
                        false,
                        true);
        };
    }

    private static int firstIdea(ServerRequest request, int count) {
        String asked = request.query().first(IDEAS).orElse("0");
        return count > 0 && asked.matches("\\d{1,4}") ? Integer.parseInt(asked) % count : 0;
    }

    /** All ideas, those from {@code first} on shown, the others there for the button. */
    private static List<HomePage.Idea> ideas(Words words, List<Question> all, int first) {
        List<HomePage.Idea> ideas = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Question question = all.get(i);
            boolean shown = Math.floorMod(i - first, all.size()) < IDEAS_SHOWN;
            String text = words.typeset(question.text());
            ideas.add(new HomePage.Idea(question.category(), text, withPrompt(text), !shown));
        }
        return ideas;
    }

    /** The front page with {@code prompt} in its box. */
    static String withPrompt(String prompt) {
        return "/?" + PROMPT + "=" + URLEncoder.encode(prompt, StandardCharsets.UTF_8) + "#" + PROMPT;
    }

    private boolean onlyDemo() {
        List<ModelCard> enabled = duels.enabled();
        return !enabled.isEmpty()
                && enabled.stream().allMatch(card -> card.training().isPresent());
    }

    private static Optional<Mode> mode(String key) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.key().equals(key))
                .findFirst();
    }
}
