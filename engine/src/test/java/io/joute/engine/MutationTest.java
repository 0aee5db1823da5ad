package io.joute.engine;

import static io.joute.engine.BadFolders.CONFIG;
import static io.joute.engine.BadFolders.TOKENIZER;
import static io.joute.engine.BadFolders.TOKENIZER_CONFIG;
import static io.joute.engine.BadFolders.WEIGHTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.joute.base.chat.ChatException;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.checkpoint.PlainGguf;
import io.joute.engine.kernel.KernelChoice;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files are refused by a {@link CheckpointException} or answer; nothing else is thrown, and little is allocated.
 * {@code -Djoute.mutants=100000 -Djoute.seed=7} tries more, and others.
 */
final class MutationTest {
    private static final int MUTANTS = Integer.getInteger("joute.mutants", 2000);
    private static final long SEED = Long.getLong("joute.seed", 20_261_125);
    private static final long MOST_BYTES = 64L << 20;

    @TempDir
    private Path folder;

    private final WorkerPool pool = new WorkerPool(1);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void damagedGgufIsRefusedExactlyWhenAPlainReaderRefusesIt() throws IOException {
        Path good = folder.resolve("good.gguf");
        RandomModel.write(good, BadModels.SHAPE, ElementType.Q8_0, 3);
        byte[] bytes = Files.readAllBytes(good);
        int header = bytes.length - 600 * 34 * 2 - 30_000;
        var mutations = new Mutations(SEED);
        int accepted = 0;
        for (int i = 0; i < MUTANTS / 2; i++) {
            byte[] mutant = mutations.mutant(bytes, header);
            Path path = Files.write(folder.resolve("m.gguf"), mutant);
            boolean container = containerAccepted(path);
            assertThat(container).as("mutant %d of seed %d", i, SEED).isEqualTo(PlainGguf.accepts(mutant));
            if (container) {
                accepted++;
                tryToAnswer(path, "mutant " + i + " of seed " + SEED);
            }
        }
        assertThat(accepted).isGreaterThan(MUTANTS / 100);
    }

    @Test
    void damagedSafetensorsAreRefusedOrAnswer() throws IOException {
        BadFolders good = BadFolders.in(folder);
        int header = Long.BYTES + good.headerBytes().length;
        damage(good, WEIGHTS, header, MUTANTS / 4);
    }

    @Test
    void damagedJsonIsRefusedOrAnswers() throws IOException {
        BadFolders good = BadFolders.in(folder);
        damage(good, CONFIG, Integer.MAX_VALUE, MUTANTS / 10);
        damage(good, TOKENIZER, Integer.MAX_VALUE, MUTANTS / 10);
        damage(good, TOKENIZER_CONFIG, Integer.MAX_VALUE, MUTANTS / 20);
    }

    private void damage(BadFolders good, String file, int header, int mutants) throws IOException {
        byte[] bytes = good.bytes(file);
        Path model = good.write(folder.resolve("m"));
        var mutations = new Mutations(SEED);
        for (int i = 0; i < mutants; i++) {
            Files.write(model.resolve(file), mutations.mutant(bytes, header));
            tryToAnswer(model, file + ", mutant " + i + " of seed " + SEED);
        }
        Files.write(model.resolve(file), bytes);
    }

    private static boolean containerAccepted(Path path) {
        try {
            Checkpoints.stored(path).close();
            return true;
        } catch (CheckpointException e) {
            assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(400).doesNotContain("\n");
            return false;
        }
    }

    private void tryToAnswer(Path path, String name) {
        long before = threads.getCurrentThreadAllocatedBytes();
        Optional<Throwable> failure = failure(path);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as(name).isLessThan(MOST_BYTES);
        failure.ifPresent(thrown -> assertThat(thrown)
                .as(name)
                .isInstanceOfAny(CheckpointException.class, ChatException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .hasSizeLessThanOrEqualTo(400)
                        .doesNotContain("\n")));
    }

    private Optional<Throwable> failure(Path path) {
        EngineOptions options =
                EngineOptions.defaults().withContextLength(16).withPool(pool).withKernels(KernelChoice.SCALAR);
        try (Engine engine = Engine.open(path, options)) {
            engine.newSession().prefill(new int[] {1, 2});
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return Optional.of(e);
        }
    }
}
