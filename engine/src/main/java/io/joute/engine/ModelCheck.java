package io.joute.engine;

import io.joute.base.chat.ChatException;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.Checkpoints;
import io.joute.engine.sampling.Sampler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be known of a model before it is used: it was opened as the arena opens it.
 *
 * @param path the file or folder
 * @param loads whether it can be used; a lone safetensors file cannot, though nothing is wrong with it
 * @param problem why it is refused, in a line; empty where it is not
 * @param warnings what is odd but legal
 * @param family the architecture, where it loads
 * @param weightBytes bytes of its weights, where it loads
 * @param generated ids of the tokens that it answered with
 */
public record ModelCheck(
        Path path,
        boolean loads,
        Optional<String> problem,
        List<String> warnings,
        Optional<String> family,
        long weightBytes,
        List<Integer> generated) {
    public ModelCheck {
        warnings = List.copyOf(warnings);
        generated = List.copyOf(generated);
    }

    /**
     * Open the model at {@code path}, and close it again.
     *
     * @param full whether to look at every element of every weight too
     * @param tokens how many tokens to generate, greedily, from the beginning of a text
     */
    public static ModelCheck of(Path path, EngineOptions options, boolean full, int tokens) {
        try {
            if (Checkpoints.isLoneSafetensors(path)) {
                return new ModelCheck(
                        path,
                        false,
                        Optional.empty(),
                        List.of("container valid; no config.json: not loadable as a model"),
                        Optional.empty(),
                        0,
                        List.of());
            }
            return opened(path, options, full, tokens);
        } catch (CheckpointException | ChatException e) {
            return new ModelCheck(
                    path,
                    false,
                    Optional.of(String.valueOf(e.getMessage())),
                    List.of(),
                    Optional.empty(),
                    0,
                    List.of());
        }
    }

    private static ModelCheck opened(Path path, EngineOptions options, boolean full, int tokens) {
        try (Engine engine = Engine.open(path, options)) {
            if (full) {
                engine.requireFiniteWeights();
            }
            return new ModelCheck(
                    path,
                    true,
                    Optional.empty(),
                    engine.warnings(),
                    Optional.of(engine.config().family()),
                    engine.weightBytes(),
                    generated(engine, tokens));
        }
    }

    private static List<Integer> generated(Engine engine, int tokens) {
        List<Integer> ids = new ArrayList<>();
        if (tokens == 0) {
            return ids;
        }
        int[] prompt = {engine.tokenizer().beginOfText().orElse(0)};
        Session session = engine.newSession();
        try {
            Sampler greedy = Sampler.greedy();
            float[] logits = session.prefill(prompt);
            for (int i = 0; i < Math.min(tokens, engine.contextLength() - 1); i++) {
                int id = greedy.pick(logits);
                ids.add(id);
                if (engine.tokenizer().endOfText().orElse(-1) == id) {
                    break;
                }
                logits = session.decode(id);
            }
        } catch (RuntimeException e) {
            throw Guard.failure(e, engine, session).failure();
        }
        return ids;
    }
}
