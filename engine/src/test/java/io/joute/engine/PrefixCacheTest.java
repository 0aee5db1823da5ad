package io.joute.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.engine.kernel.KvType;
import io.joute.engine.model.Golden;
import io.joute.engine.model.KvCache;
import io.joute.engine.sampling.Sampler;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PrefixCacheTest {
    @TempDir
    private Path folder;

    private int[] tokens = {};

    @BeforeEach
    void read() throws IOException {
        tokens = Golden.tokens();
    }

    private Engine open(EngineOptions options) throws IOException {
        return Engine.open(Golden.file(ElementType.Q8_0, folder), options.withThreads(2));
    }

    private static List<Integer> answer(Engine engine, int[] prompt, int count) {
        var sink = new CollectedTokens(count);
        engine.scheduler().submit(new Writing(engine.newSession(), prompt, count, Sampler.of(0.9, 0, 1, 0, 7), sink));
        return sink.join();
    }

    @Test
    void theNextTurnReadsOnlyWhatIsNew() throws IOException {
        try (Engine engine = open(EngineOptions.defaults())) {
            List<Integer> first = answer(engine, Arrays.copyOf(tokens, 100), 50);
            int[] next = Arrays.copyOf(tokens, 180);
            for (int i = 0; i < 50; i++) {
                next[100 + i] = first.get(i);
            }
            Session session = engine.newSession();
            // The last token of an answer is picked, never read.
            assertThat(session.recall(next)).isEqualTo(149);
            float[] logits = session.prefill(Arrays.copyOfRange(next, 149, 180));
            assertThat(logits).isEqualTo(engine.newSession().prefill(next));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 127, 128, 129, 200, 299})
    void answersAreTheSameWithAndWithoutIt(int shared) throws IOException {
        int[] other = tokens.clone();
        Arrays.fill(other, shared, 300, 7);
        List<Integer> expected;
        try (Engine fresh = open(EngineOptions.defaults())) {
            expected = answer(fresh, tokens, 20);
        }
        try (Engine engine = open(EngineOptions.defaults())) {
            answer(engine, other, 20);
            assertThat(answer(engine, tokens, 20)).isEqualTo(expected);
            assertThat(answer(engine, tokens, 20)).isEqualTo(expected);
        }
    }

    @Test
    void conversationsThatBeginAlikeShareWholePagesEvenWhileOneGoesOn() throws IOException {
        try (Engine engine = open(EngineOptions.defaults())) {
            var running = new CollectedTokens(40);
            int[] known = {0};
            running.at(20, () -> known[0] = engine.newSession().recall(Arrays.copyOf(tokens, 290)));
            engine.scheduler()
                    .submit(new Writing(
                            engine.newSession(), Arrays.copyOf(tokens, 150), 40, Sampler.greedy(), running));
            running.join();
            assertThat(known[0]).isEqualTo(128);
        }
    }

    @Test
    void anUnfinishedPageIsTakenByOneOnly() throws IOException {
        try (Engine engine = open(EngineOptions.defaults())) {
            Session session = engine.newSession();
            session.prefill(Arrays.copyOf(tokens, 100));
            session.keep();
            assertThat(engine.newSession().recall(tokens)).isEqualTo(100);
            assertThat(engine.newSession().recall(tokens)).isEqualTo(64);
        }
    }

    @Test
    void aTailThatIsOfLittleUseStaysWithItsConversation() throws IOException {
        try (Engine engine = open(EngineOptions.defaults())) {
            Session session = engine.newSession();
            session.prefill(Arrays.copyOf(tokens, 50));
            session.keep();
            int[] other = tokens.clone();
            Arrays.fill(other, 20, 300, 7);
            assertThat(engine.newSession().recall(other)).isZero();
            assertThat(engine.newSession().recall(tokens)).isEqualTo(50);
        }
    }

    @Test
    void holdsNoMoreThanItMayAndLetsTheLeastRecentlyUsedGoFirst() throws IOException {
        try (Engine engine = open(EngineOptions.defaults())) {
            long page = KvCache.bytes(engine.config(), KvType.F16, 1);
            var cache = new PrefixCache(page, 4 * page);
            int[] first = Arrays.copyOfRange(tokens, 0, 129);
            int[] second = Arrays.copyOfRange(tokens, 100, 229);
            int[] third = Arrays.copyOfRange(tokens, 150, 279);
            keep(cache, engine, first);
            keep(cache, engine, second);
            assertThat(known(cache, engine, first)).isEqualTo(128);
            keep(cache, engine, third);
            assertThat(cache.bytes()).isEqualTo(4 * page);
            assertThat(known(cache, engine, first)).isEqualTo(128);
            assertThat(known(cache, engine, third)).isEqualTo(128);
            assertThat(known(cache, engine, second)).isZero();
            cache.clear();
            assertThat(cache.bytes()).isZero();
            assertThat(known(cache, engine, first)).isZero();
        }
    }

    private static void keep(PrefixCache prefixes, Engine engine, int[] ids) {
        var cache = new KvCache(engine.config(), KvType.F16);
        cache.reserve(128);
        var list = new TokenList();
        list.add(Arrays.copyOf(ids, 128));
        prefixes.keep(list, cache);
    }

    private static int known(PrefixCache prefixes, Engine engine, int[] ids) {
        return prefixes.take(ids, new KvCache(engine.config(), KvType.F16));
    }

    @Test
    void anEngineKnowsNothingOfAnotherWhateverItsTypeOfKeysAndValues() throws IOException {
        try (Engine first = open(EngineOptions.defaults());
                Engine second = open(EngineOptions.defaults().withKvType(KvType.Q8_0))) {
            answer(first, tokens, 2);
            assertThat(first.newSession().recall(tokens)).isPositive();
            assertThat(second.newSession().recall(tokens)).isZero();
        }
    }
}
