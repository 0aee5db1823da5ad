package io.joute.cli;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatModel;
import io.joute.base.chat.ChatRequest;
import io.joute.distill.demo.Category;
import io.joute.distill.demo.DemoCorpus;
import io.joute.distill.demo.DemoEvaluation;
import io.joute.distill.demo.DemoModel;
import io.joute.distill.demo.DemoModels;
import io.joute.distill.demo.DemoRecipe;
import io.joute.distill.demo.DemoReport;
import io.joute.distill.demo.DemoTraining;
import io.joute.distill.demo.Example;
import io.joute.distill.train.Workers;
import io.joute.engine.Engine;
import io.joute.engine.EngineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code joute train demo}: make the models that come with Joute again, or see how well they answer. */
@Command(
        name = "demo",
        description = {
            "Train the three models that come with Joute, from their seed: a big one, a small one that the big one"
                    + " teaches, and the small one's twin without a teacher. About an hour on two cores.",
            "",
            "With --evaluate nothing is trained: the models of --out, or those that come with Joute, answer the questions"
                    + " that they were never shown."
        },
        footer = {"", "Examples:", "  joute train demo --evaluate", "  joute train demo --out my-models"})
final class TrainDemoCommand implements Callable<Integer> {
    private static final String REPORT = "demo-models.json";

    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the models are written; demo-models when not told.")
    @Nullable
    Path out;

    @Option(names = "--evaluate", description = "Only ask the held-out questions.")
    boolean evaluate;

    TrainDemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        if (evaluate) {
            evaluate(files(settings), settings);
        } else {
            train(out == null ? Path.of("demo-models") : out, settings);
        }
        return Exit.OK.code();
    }

    private void train(Path folder, Settings settings) throws IOException {
        DemoRecipe recipe = DemoRecipe.shipped();
        List<DemoTraining.Trained> trained;
        DemoCorpus corpus;
        try (ExecutorService threads = Executors.newFixedThreadPool(settings.threads());
                var progress = new TrainingProgress(surroundings)) {
            var training = new DemoTraining(recipe, new Workers(settings.threads(), threads), progress);
            corpus = training.corpus();
            trained = training.run(folder);
        }
        Map<DemoModel, Path> files = new LinkedHashMap<>();
        trained.forEach(each -> files.put(each.model(), each.file()));
        Map<DemoModel, DemoEvaluation> evaluations = evaluate(files, settings);
        List<DemoReport.Entry> entries = new ArrayList<>();
        for (DemoTraining.Trained each : trained) {
            DemoEvaluation evaluation = Objects.requireNonNull(evaluations.get(each.model()), each.model()::id);
            entries.add(new DemoReport.Entry(each, evaluation));
        }
        Files.writeString(folder.resolve(REPORT), new DemoReport(recipe, corpus, entries).json());
        surroundings.out().println("The models and their report are in " + folder);
    }

    private Map<DemoModel, Path> files(Settings settings) throws IOException {
        Map<DemoModel, Path> files = new LinkedHashMap<>();
        if (out == null) {
            for (DemoModels.Installed each : DemoModels.install(DemoCards.folder(settings.dataDirectory()))) {
                files.put(each.model(), each.file());
            }
        } else {
            for (DemoModel model : DemoModel.values()) {
                files.put(model, out.resolve(model.fileName()));
            }
        }
        return files;
    }

    private Map<DemoModel, DemoEvaluation> evaluate(Map<DemoModel, Path> files, Settings settings) {
        List<Example> questions =
                DemoCorpus.generate(DemoRecipe.shipped().seed()).heldOut();
        Map<DemoModel, DemoEvaluation> evaluations = new LinkedHashMap<>();
        files.forEach((model, file) -> evaluations.put(model, evaluation(model, file, questions, settings)));
        print(evaluations, questions.size());
        return evaluations;
    }

    private DemoEvaluation evaluation(DemoModel model, Path file, List<Example> questions, Settings settings) {
        EngineOptions engineOptions = EngineOptions.defaults().withThreads(settings.threads());
        try (Engine engine = Engine.open(file, engineOptions);
                Progress progress = Progress.of(surroundings, model.displayName(), questions.size())) {
            return DemoEvaluation.of(new Counted(engine.chatModel(model.id()), progress), questions);
        }
    }

    private void print(Map<DemoModel, DemoEvaluation> evaluations, int questions) {
        surroundings.out().println("Exact answers to " + questions + " questions that no model was shown:");
        Table table = new Table(head(evaluations));
        for (Category category : Category.values()) {
            row(table, category.name().toLowerCase(Locale.ROOT).replace('_', ' '), evaluations, category);
        }
        List<String> all = new ArrayList<>(List.of("all"));
        evaluations.values().forEach(each -> all.add(percent(each.total())));
        table.add(all.toArray(String[]::new));
        table.print(surroundings.out());
    }

    private static String[] head(Map<DemoModel, DemoEvaluation> evaluations) {
        List<String> head = new ArrayList<>(List.of("questions"));
        evaluations.keySet().forEach(model -> head.add(model.displayName()));
        return head.toArray(String[]::new);
    }

    private static void row(Table table, String name, Map<DemoModel, DemoEvaluation> evaluations, Category category) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (DemoEvaluation each : evaluations.values()) {
            DemoEvaluation.Score score = each.scores().get(category);
            cells.add(score == null ? "–" : percent(score));
        }
        table.add(cells.toArray(String[]::new));
    }

    private static String percent(DemoEvaluation.Score score) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * score.share());
    }

    /** A model that tells how many questions it has answered. */
    private static final class Counted implements ChatModel {
        private final ChatModel model;
        private final Progress progress;
        private long answered;

        Counted(ChatModel model, Progress progress) {
            this.model = model;
            this.progress = progress;
        }

        @Override
        public String id() {
            return model.id();
        }

        @Override
        public int contextLength() {
            return model.contextLength();
        }

        @Override
        public void stream(ChatRequest request, Consumer<? super ChatEvent> events) {
            model.stream(request, events);
            answered++;
            progress.reached(answered, "");
        }
    }
}
