package io.joute.distill.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.distill.train.AdamW;
import io.joute.distill.train.Schedule;
import io.joute.distill.train.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole recipe at a scale of seconds. */
class DemoTrainingTest {
    private static final DemoRecipe.Stage STAGE = new DemoRecipe.Stage(
            new DemoRecipe.Shape(32, 64, 4, 2, 2), new Schedule(5e-3f, 0.1f, 3, 40), AdamW.Settings.DEFAULT, 512);
    private static final DemoRecipe TINY = new DemoRecipe(3, 400, STAGE, STAGE, 0.15, 8);
    private static final DemoCorpus CORPUS = corpus();

    @TempDir
    private Path directory;

    private static DemoCorpus corpus() {
        DemoCorpus whole = DemoCorpus.generate(3);
        return new DemoCorpus(whole.training().subList(0, 600), whole.heldOut().subList(0, 20));
    }

    private List<DemoTraining.Trained> train(String name, Workers workers, TrainingListener listener)
            throws IOException {
        return new DemoTraining(TINY, CORPUS, workers, listener).run(directory.resolve(name));
    }

    @Test
    void writesThreeModelsThatLearnedSomething() throws IOException {
        var losses = new ArrayList<Double>();
        List<DemoTraining.Trained> trained = train("one", Workers.single(), progress -> {
            if (progress.step() == 1) {
                losses.add(progress.loss());
            }
        });
        assertThat(trained).extracting(DemoTraining.Trained::model).containsExactly(DemoModel.values());
        for (int i = 0; i < trained.size(); i++) {
            TrainingFigures figures = trained.get(i).figures();
            assertThat(trained.get(i).file()).isNotEmptyFile();
            assertThat(figures.loss()).isLessThan(losses.get(i));
            assertThat(figures.steps()).isEqualTo(40);
            assertThat(figures.tokens()).isBetween(40L * 300, 40L * 512);
        }
    }

    @Test
    void equalSeedsGiveEqualFilesOnAnyNumberOfThreads() throws IOException {
        List<DemoTraining.Trained> alone = train("one", Workers.single(), progress -> {});
        try (var pool = Executors.newFixedThreadPool(1)) {
            List<DemoTraining.Trained> shared = train("two", new Workers(2, pool), progress -> {});
            for (int i = 0; i < alone.size(); i++) {
                assertThat(Files.mismatch(alone.get(i).file(), shared.get(i).file()))
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void interruptingStopsItWithinAStep() {
        assertThatThrownBy(() -> train("stopped", Workers.single(), progress -> {
                    if (progress.step() == 4) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(TrainingCancelled.class)
                .hasMessageContaining("step 4 of 40");
        assertThat(Thread.interrupted()).isTrue();
    }
}
