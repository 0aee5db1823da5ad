package io.joute.server.page;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.duel.DuelException;
import io.joute.arena.duel.Tryouts;
import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.energy.EnergyRequest;
import io.joute.arena.energy.EnergyResult;
import io.joute.arena.energy.Equivalents;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Estimates;
import io.joute.server.http.Body;
import io.joute.server.http.Gate;
import io.joute.server.http.Refusal;
import io.joute.server.http.Refusals;
import io.joute.server.http.Routes;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The page that teaches; its figures are worked out by the methods, not written down. */
public final class LearnPages implements HttpService {
    private static final List<Example> EXAMPLES = List.of(
            new Example("Gemma 3 4B", 4),
            new Example("Mistral Small 24B", 24),
            new Example("Llama 3.3 70B", 70),
            new Example("Llama 3.1 405B", 405));
    private static final ParameterCount DECK_SIZE = ParameterCount.of(70);
    private static final long DECK_TOKENS = 260;

    private static final String PROMPT = "prompt";
    private static final int SOURCES = 8;

    private final Printer printer;
    private final Catalog catalog;
    private final Tryouts tryouts;
    private final Suggestions suggestions;
    private final Markdown markdown = new Markdown();
    private final Gate gate;

    /** Take the demonstration models from {@code catalog}, and ask them {@code suggestions} and what visitors type. */
    public LearnPages(Printer printer, Catalog catalog, Tryouts tryouts, Suggestions suggestions, Gate gate) {
        this.printer = printer;
        this.catalog = catalog;
        this.tryouts = tryouts;
        this.suggestions = suggestions;
        this.gate = gate;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/learn", this::show).post("/learn/try", this::ask);
    }

    private void show(ServerRequest request, ServerResponse response) {
        print(request, response, trials(request).proposed(suggestions));
    }

    private void ask(ServerRequest request, ServerResponse response) {
        String prompt = Body.of(request).form().first(PROMPT).orElse("").strip();
        try {
            // Nothing of it leaves this machine or is kept: personal data needs no warning.
            gate.admit(request, new Gate.Question(prompt, false, true));
            print(request, response, trials(request).asked(suggestions, prompt, tryouts));
        } catch (DuelException refused) {
            again(request, response, prompt, Refusals.of(refused));
        } catch (Refusal refused) {
            again(request, response, prompt, refused);
        }
    }

    private void again(ServerRequest request, ServerResponse response, String prompt, Refusal refusal) {
        response.status(refusal.fault().status());
        String sentence = printer.words(request).told(refusal);
        print(request, response, trials(request).refused(suggestions, prompt, sentence));
    }

    private Trials trials(ServerRequest request) {
        return new Trials(printer.words(request), catalog, markdown);
    }

    private void print(ServerRequest request, ServerResponse response, TrialView trial) {
        Words words = printer.words(request);
        Figures figures = new Figures(words);
        List<EnergyResult> results = EnergyMethod.all().stream()
                .map(method -> method.estimate(EnergyRequest.of(DECK_SIZE, DECK_SIZE, DECK_TOKENS)))
                .toList();
        EnergyComparison labels = new EnergyComparison(words, new Cards(words, catalog));
        printer.print(
                request,
                response,
                "learn",
                new LearnPage(
                        printer.shell(request, "learn.title", "/learn"),
                        squares(figures),
                        publicRatings(words, figures),
                        results.stream()
                                .map(result -> labels.label(result.energy()))
                                .toList(),
                        slip(words, figures, results),
                        formulas(),
                        new DialsViews(words, labels).of(Dials.of(request)),
                        demo(words, figures),
                        trial,
                        trainings(figures),
                        IntStream.rangeClosed(1, SOURCES)
                                .mapToObj(i -> words.say("learn.source." + i))
                                .toList()));
    }

    /** Source: the model card of Llama 3.1, 23 July 2024: H100 hours at 700 W, location-based emissions. */
    private static List<LearnPage.TrainingRow> trainings(Figures figures) {
        return List.of(
                new LearnPage.TrainingRow("Llama 3.1 8B", figures.number(1_460_000), figures.number(420)),
                new LearnPage.TrainingRow("Llama 3.1 70B", figures.number(7_000_000), figures.number(2040)),
                new LearnPage.TrainingRow("Llama 3.1 405B", figures.number(30_840_000), figures.number(8930)));
    }

    private static List<SizeDrawing.Square> squares(Figures figures) {
        double biggest = EXAMPLES.getLast().billions;
        return EXAMPLES.stream()
                .map(example -> new SizeDrawing.Square(
                        example.name,
                        figures.parameters(ParameterCount.of(example.billions)),
                        SizeDrawing.side(example.billions, biggest)))
                .toList();
    }

    private static List<LearnPage.PublicRating> publicRatings(Words words, Figures figures) {
        return PublicRatings.ALL.stream()
                .map(rating -> new LearnPage.PublicRating(
                        rating.model(),
                        figures.number(rating.rating()),
                        words.say("board.interval.value", figures.number(rating.low()), figures.number(rating.high())),
                        figures.number(rating.comparisons())))
                .toList();
    }

    private static List<LearnPage.SlipRow> slip(Words words, Figures figures, List<EnergyResult> results) {
        return List.of(
                row(
                        words,
                        results,
                        "energy",
                        figures.fixed(1.98, 2) + "\u00A0Wh",
                        result -> words.say(
                                "learn.energy.value",
                                figures.energy(result.energy().mid()),
                                interval(figures, result.energy()))),
                row(
                        words,
                        results,
                        "co2",
                        figures.fixed(1.98, 2) + "\u00A0g",
                        result -> figures.mass(result.emissions().mid())),
                row(
                        words,
                        results,
                        "led",
                        figures.number(38) + "\u00A0min",
                        result -> figures.time(Equivalents.of(result).ledBulb())),
                row(
                        words,
                        results,
                        "video",
                        figures.number(3) + "\u00A0min",
                        result -> figures.time(Equivalents.of(result).video())));
    }

    private static String interval(Figures figures, Estimate energy) {
        Estimate shown = Estimates.shown(energy);
        return figures.energy(shown.low(), shown.high());
    }

    private static LearnPage.SlipRow row(
            Words words,
            List<EnergyResult> results,
            String key,
            String printed,
            Function<EnergyResult, String> figure) {
        return new LearnPage.SlipRow(
                words.say("learn.energy.row." + key),
                printed,
                results.stream().map(figure).toList());
    }

    /** Source: EcoLogits 0.8 and 0.9, as the classes of these methods compute them. */
    private static List<LearnPage.Formula> formulas() {
        return List.of(
                new LearnPage.Formula(
                        "ecologits-0.8",
                        List.of(
                                "E(GPU) = n · (8.91e-8 · P + 1.43e-6) kWh",
                                "ΔT = n · (8.02e-4 · P + 2.23e-2) s",
                                "g = ⌈1.2 · T · 4/8 / 80⌉",
                                "E = PUE · (ΔT/3600 · 1 kW · g/8 + g · E(GPU))")),
                new LearnPage.Formula(
                        "ecologits-0.9",
                        List.of(
                                "E(GPU) = n/1000 · (1.1665e-6 · e^(−0.011206 · B) · P + 4.0529e-5) kWh",
                                "ΔT = n · (6.785e-4 · P + 3.119e-4 · B + 1.947e-2) s,  B = 64",
                                "g = 2^⌈log2 ⌈1.2 · T · 16/8 / 80⌉⌉",
                                "E = PUE · (ΔT/3600 · 1.2 kW · g/8 / B + g · E(GPU))")));
    }

    private List<LearnPage.DemoModel> demo(Words words, Figures figures) {
        Cards cards = new Cards(words, catalog);
        return catalog.cards().stream()
                .filter(card -> card.training().isPresent())
                .map(card -> demo(words, figures, cards, card))
                .toList();
    }

    private static LearnPage.DemoModel demo(Words words, Figures figures, Cards cards, ModelCard card) {
        return new LearnPage.DemoModel(
                card.id(),
                card.name(),
                figures.parameters(card.total()),
                cards.teacher(card).orElseGet(() -> words.say("fact.teacher.none")),
                figures.percent(card.training().orElseThrow().heldOutExact()),
                cards.trainingEnergy(card.training().orElseThrow()));
    }

    private record Example(String name, double billions) {}
}
