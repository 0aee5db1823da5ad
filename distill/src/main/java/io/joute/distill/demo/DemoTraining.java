package io.joute.distill.demo;

import io.joute.distill.BpeTraining;
import io.joute.distill.VocabularyMetadata;
import io.joute.distill.train.Batch;
import io.joute.distill.train.Document;
import io.joute.distill.train.Losses;
import io.joute.distill.train.SoftTargets;
import io.joute.distill.train.TrainedCheckpoint;
import io.joute.distill.train.Trainer;
import io.joute.distill.train.Workers;
import io.joute.engine.Engine;
import io.joute.engine.model.ModelConfig;
import io.joute.engine.template.DemoTemplate;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tokenizer.PreTokenizer;
import io.joute.engine.tokenizer.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the three demo models from a seed: corpus, vocabulary, the big model, its soft targets, the small model that learns
 * from them, and the same small model left with its few labels.
 *
 * <p>Equal recipes give equal files, whatever the number of threads. Interrupting the calling thread stops the training
 * within a step with a {@link TrainingCancelled}; models already written stay.
 */
public final class DemoTraining {
    private final DemoRecipe recipe;
    private final DemoCorpus corpus;
    private final Workers workers;
    private final TrainingListener listener;
    private final Vocabulary vocabulary;
    private final List<Document> documents;

    /**
     * A trained model.
     *
     * @param model which
     * @param file its checkpoint
     * @param figures what it took
     */
    public record Trained(DemoModel model, Path file, TrainingFigures figures) {}

    /** Prepare: learns the vocabulary and encodes the corpus (seconds). */
    public DemoTraining(DemoRecipe recipe, DemoCorpus corpus, Workers workers, TrainingListener listener) {
        this.recipe = recipe;
        this.corpus = corpus;
        this.workers = workers;
        this.listener = listener;
        this.vocabulary = vocabulary();
        Dialogues dialogues = Dialogues.of(vocabulary);
        this.documents = corpus.training().stream().map(dialogues::document).toList();
    }

    /** Prepare the recipe's own corpus. */
    public DemoTraining(DemoRecipe recipe, Workers workers, TrainingListener listener) {
        this(recipe, DemoCorpus.generate(recipe.seed()), workers, listener);
    }

    private Vocabulary vocabulary() {
        List<String> texts = corpus.training().stream()
                .flatMap(example -> Stream.of(example.question(), example.answer()))
                .toList();
        return BpeTraining.learn(texts, PreTokenizer.JOUTE_DEMO, Dialogues.SPECIALS, recipe.vocabularySize());
    }

    /** What the models learn from and are judged on. */
    public DemoCorpus corpus() {
        return corpus;
    }

    /**
     * Train all three into {@code directory}, which is made if needed, each file as soon as its model is done.
     *
     * @throws IOException when the disk refuses
     */
    public List<Trained> run(Path directory) throws IOException {
        Files.createDirectories(directory);
        TrainingRun.Result teacher = trainBig();
        var all = new ArrayList<Trained>();
        all.add(write(directory, DemoModel.BIG, teacher));
        all.addAll(trainSmall(teacher.trainer(), directory));
        return all;
    }

    /** Ask each model every held-out question, greedily and through the engine. */
    public List<DemoReport.Entry> evaluate(List<Trained> trained) {
        var entries = new ArrayList<DemoReport.Entry>();
        for (Trained one : trained) {
            try (Engine engine = Engine.open(one.file())) {
                DemoEvaluation evaluation =
                        DemoEvaluation.of(engine.chatModel(one.model().id()), corpus.heldOut());
                entries.add(new DemoReport.Entry(one, evaluation));
            }
        }
        return entries;
    }

    private TrainingRun.Result trainBig() {
        return train(DemoModel.BIG, recipe.big(), documents);
    }

    private List<Trained> trainSmall(Trainer teacher, Path directory) throws IOException {
        var all = new ArrayList<Trained>();
        TrainingRun.Result distilled = train(DemoModel.DISTILLED, recipe.small(), taught(teacher));
        all.add(write(directory, DemoModel.DISTILLED, distilled));
        TrainingRun.Result alone = train(DemoModel.ALONE, recipe.small(), labelled());
        all.add(write(directory, DemoModel.ALONE, alone));
        return all;
    }

    private TrainingRun.Result train(DemoModel model, DemoRecipe.Stage stage, List<Document> learned) {
        var plan = new TrainingRun.Plan(model, config(stage), recipe.seed(), stage);
        return new TrainingRun(plan, workers, listener).train(learned, Losses.DEFAULT);
    }

    private ModelConfig config(DemoRecipe.Stage stage) {
        return stage.shape().config(vocabulary.tokens().size());
    }

    /** Every document with the teacher's soft targets; most of them without their label. */
    private List<Document> taught(Trainer teacher) {
        var all = new ArrayList<Document>();
        for (Batch batch : Batch.pack(documents, recipe.big().batchTokens())) {
            List<SoftTargets> targets = teacher.softTargets(batch, recipe.keptTargets());
            for (SoftTargets target : targets) {
                int i = all.size();
                all.add(documents
                        .get(i)
                        .taught(target, hasLabel(corpus.training().get(i))));
            }
        }
        return all;
    }

    private List<Document> labelled() {
        var all = new ArrayList<Document>();
        for (int i = 0; i < documents.size(); i++) {
            if (hasLabel(corpus.training().get(i))) {
                all.add(documents.get(i));
            }
        }
        return all;
    }

    /** A question has its label in all its typographic variants or in none. */
    private boolean hasLabel(Example example) {
        return new Chance(recipe.seed()).falls("label " + example.key(), recipe.labelledShare());
    }

    private Trained write(Path directory, DemoModel model, TrainingRun.Result result) throws IOException {
        Path file = directory.resolve(model.fileName());
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("general.name", model.displayName());
        keys.put("general.license", "apache-2.0");
        keys.putAll(VocabularyMetadata.of(vocabulary));
        keys.put("tokenizer.chat_template", DemoTemplate.JINJA);
        ElementType type = model == DemoModel.BIG ? ElementType.Q8_0 : ElementType.F16;
        TrainedCheckpoint.write(file, result.trainer().parameters(), type, keys);
        return new Trained(model, file, result.figures());
    }
}
