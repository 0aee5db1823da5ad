package io.joute.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.joute.arena.catalog.Architecture;
import io.joute.arena.catalog.Background;
import io.joute.arena.catalog.Build;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.Details;
import io.joute.arena.catalog.Input;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.catalog.Permission;
import io.joute.arena.catalog.Reasoning;
import io.joute.arena.catalog.Rights;
import io.joute.arena.catalog.Serving;
import io.joute.arena.catalog.Training;
import io.joute.arena.energy.CpuTimeMeter;
import io.joute.arena.energy.EnergyRequest;
import io.joute.arena.energy.Measurement;
import io.joute.distill.demo.DemoModel;
import io.joute.distill.demo.DemoModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The models that come with Joute: their files in the data directory, and their cards. */
final class DemoCards {
    private static final String RELEASED = "2026-11";
    private static final int CONTEXT = 512;

    private static final Build BUILD = new Build(
            Architecture.DENSE,
            Optional.empty(),
            Optional.empty(),
            Set.of(Input.TEXT),
            Reasoning.NO,
            Optional.empty(),
            Optional.empty());

    private static final Rights RIGHTS = new Rights(
            Optional.of(true),
            Optional.of(true),
            Permission.ALLOWED,
            Permission.ALLOWED,
            Map.of("fr", "Garder la notice de la licence.", "en", "Keep the notice of the licence."),
            Optional.of(true));

    private final Path folder;

    /** Keep the files in the folder {@code models} of a data directory. */
    DemoCards(Path dataDirectory) {
        this.folder = folder(dataDirectory);
    }

    /** Where the files are. */
    static Path folder(Path dataDirectory) {
        return dataDirectory.resolve("models");
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Report(List<Entry> models) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Entry(
            String id,
            long parameters,
            long trainingTokens,
            double trainingWallSeconds,
            double trainingCpuSeconds,
            Share heldOut) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Share(double share) {}

    /** Put files and cards in place; the card of one that was disabled or archived stays so. */
    void install(Catalog catalog) throws IOException {
        Report report = new JsonMapper().readValue(DemoModels.report(), Report.class);
        for (DemoModels.Installed installed : DemoModels.install(folder)) {
            Entry entry = entry(report, installed.model());
            Optional<ModelCard> before = catalog.card(installed.model().id());
            ModelCard card =
                    card(installed, entry, before.map(ModelCard::status).orElse(ModelStatus.ENABLED));
            if (!before.equals(Optional.of(card))) {
                catalog.save(card);
            }
        }
    }

    /** Whether this is the id of one of them. */
    static boolean contain(String id) {
        return List.of(DemoModel.values()).stream().anyMatch(model -> model.id().equals(id));
    }

    private static Entry entry(Report report, DemoModel model) {
        return report.models().stream()
                .filter(entry -> entry.id().equals(model.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the report of the demo models lacks " + model.id()));
    }

    private static ModelCard card(DemoModels.Installed installed, Entry entry, ModelStatus status) {
        DemoModel model = installed.model();
        ParameterCount parameters = ParameterCount.of(entry.parameters() / 1e9);
        return new ModelCard(
                model.id(),
                model.displayName(),
                "Joute",
                "Joute",
                "FR",
                RELEASED,
                "Apache 2.0",
                Openness.OPEN_SOURCE,
                parameters,
                parameters,
                false,
                Optional.of(CONTEXT),
                Optional.of(model == DemoModel.BIG ? "Q8_0" : "F16"),
                EnergyRequest.WORLD,
                EnergyRequest.USUAL_PUE,
                model == DemoModel.DISTILLED ? Optional.of(DemoModel.BIG.id()) : Optional.empty(),
                description(model),
                Optional.of(training(entry)),
                Optional.of(installed.file().toString()),
                status,
                new Details(background(model), BUILD, RIGHTS, Serving.NONE));
    }

    private static Background background(DemoModel model) {
        return new Background(
                Optional.empty(),
                Optional.empty(),
                List.of("fr", "en"),
                List.of(),
                Map.of(),
                didYouKnow(model),
                List.of());
    }

    private static Training training(Entry entry) {
        Measurement energy = CpuTimeMeter.ofRun(entry.trainingWallSeconds(), entry.trainingCpuSeconds());
        return new Training(
                entry.trainingTokens(),
                entry.trainingCpuSeconds(),
                energy.low(),
                energy.value(),
                energy.high(),
                energy.meter(),
                entry.heldOut().share());
    }

    private static Map<String, String> description(DemoModel model) {
        return switch (model) {
            case BIG ->
                Map.of(
                        "fr",
                        "Le plus grand des modèles que Joute entraîne lui-même : capitales, calcul, conjugaison, définitions."
                                + " Il a appris de toutes les réponses.",
                        "en",
                        "The biggest of the models that Joute trains itself: capitals, sums, verbs, definitions. It learned"
                                + " from every answer.");
            case DISTILLED ->
                Map.of(
                        "fr",
                        "Un petit modèle distillé : il a vu 15 % des réponses et imité le grand sur toutes les questions.",
                        "en",
                        "A small distilled model: it saw 15 % of the answers and imitated the big one on all questions.");
            case ALONE ->
                Map.of(
                        "fr",
                        "Le jumeau du petit, resté sans maître : les mêmes 15 % de réponses, et rien d'autre.",
                        "en",
                        "The small one's twin, left without a teacher: the same 15 % of the answers, and nothing else.");
        };
    }

    private static Map<String, String> didYouKnow(DemoModel model) {
        return switch (model) {
            case BIG ->
                Map.of(
                        "fr",
                        "Llama 3.1 405B a quelque 135 000 fois plus de paramètres.",
                        "en",
                        "Llama 3.1 405B has some 135,000 times as many parameters.");
            case DISTILLED ->
                Map.of(
                        "fr",
                        "Ses poids tiennent dans un demi-mégaoctet : moins qu'une photo.",
                        "en",
                        "Its weights fit half a megabyte: less than a photograph.");
            case ALONE ->
                Map.of(
                        "fr",
                        "Même taille, mêmes réponses vues que son jumeau distillé : seul le maître les sépare.",
                        "en",
                        "The size of its distilled twin, the same answers seen: all that sets them apart is the teacher.");
        };
    }
}
