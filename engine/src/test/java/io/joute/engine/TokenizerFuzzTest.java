package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.engine.checkpoint.Metadata;
import io.joute.engine.tokenizer.ByteAlphabet;
import io.joute.engine.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whatever the keys: a tokenizer that reads any text, or a refusal. */
final class TokenizerFuzzTest {
    private static final int BYTES = 256;

    @FuzzTest(maxDuration = "10m")
    void anyKeysGiveATokenizerOrARefusal(FuzzedDataProvider data) {
        Map<String, Object> keys = new LinkedHashMap<>();
        boolean byteLevel = data.consumeBoolean();
        keys.put("tokenizer.ggml.model", byteLevel ? "gpt2" : "llama");
        keys.put("tokenizer.ggml.pre", data.pickValue(new String[] {"llama-bpe", "tekken", "qwen2", "x"}));
        List<String> tokens = new ArrayList<>();
        for (int b = 0; b < BYTES; b++) {
            tokens.add(byteLevel ? String.valueOf(ByteAlphabet.charOf(b)) : String.format("<0x%02X>", b));
        }
        int more = data.consumeInt(0, 40);
        for (int i = 0; i < more; i++) {
            tokens.add(data.consumeString(12));
        }
        keys.put("tokenizer.ggml.tokens", tokens);
        long[] types = new long[tokens.size()];
        double[] scores = new double[tokens.size()];
        for (int id = 0; id < types.length; id++) {
            types[id] = id < BYTES ? (byteLevel ? 1 : 6) : data.consumeInt(0, 7);
            scores[id] = id < BYTES ? 0 : data.consumeRegularFloat();
        }
        keys.put("tokenizer.ggml.token_type", types);
        keys.put("tokenizer.ggml.scores", scores);
        List<String> merges = new ArrayList<>();
        int count = data.consumeInt(0, 20);
        for (int i = 0; i < count; i++) {
            merges.add(data.consumeString(12));
        }
        keys.put("tokenizer.ggml.merges", merges);
        keys.put("tokenizer.ggml.bos_token_id", data.consumeLong(-2, tokens.size() + 2));
        keys.put("tokenizer.ggml.add_space_prefix", data.consumeBoolean());
        try {
            Tokenizer tokenizer = VocabularyReader.tokenizer(new Metadata(Path.of("m"), keys));
            for (int id : tokenizer.encode(data.consumeRemainingAsString())) {
                assertThat(id).isBetween(0, tokens.size() - 1);
            }
        } catch (CheckpointException e) {
            assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(400).doesNotContain("\n");
        }
    }
}
