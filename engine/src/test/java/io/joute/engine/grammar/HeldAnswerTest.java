package io.joute.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.base.chat.JsonForm;
import io.joute.engine.Engine;
import io.joute.engine.EngineOptions;
import io.joute.engine.kernel.WorkerPool;
import io.joute.engine.model.Golden;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tokenizer.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that a form allows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldAnswerTest {
    private static final JsonForm FORM = new JsonForm("""
            {"type": "object", "required": ["the", "n"], "additionalProperties": false,
             "properties": {"the": {"type": "string", "maxLength": 12}, "n": {"type": "array", "items": {"type": "number"}}}}
            """);

    private final WorkerPool pool = new WorkerPool(1);
    private Tokenizer tokenizer;
    private int end;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        try (Engine engine = Engine.open(
                Golden.file(ElementType.Q4_0, folder), EngineOptions.defaults().withPool(pool))) {
            tokenizer = engine.tokenizer();
        }
        end = tokenizer.endOfText().orElseThrow();
    }

    @AfterAll
    void close() {
        pool.close();
    }

    private HeldAnswer held(JsonForm form) {
        return new HeldAnswer(Grammar.of(form), new Pieces(tokenizer), Set.of(end));
    }

    @Test
    void allowsATextHoweverItsTokensFall() {
        HeldAnswer held = held(FORM);
        for (int id : tokenizer.encode("{\"the\": \"the é😀\", \"n\": [1, -2.5e3]}")) {
            assertThat(held.mayEnd()).isFalse();
            assertThat(held.allows(end)).isFalse();
            assertThat(held.allows(id)).as(tokenizer.piece(id)).isTrue();
            assertThat(held.allowed().get(id)).isTrue();
            assertThat(held.allowed().get(end)).isFalse();
            held.accept(id);
        }
        assertThat(held.mayEnd()).isTrue();
        BitSet onlyTheEnd = new BitSet();
        onlyTheEnd.set(end);
        assertThat(held.allowed()).isEqualTo(onlyTheEnd);
        held.accept(end);
        assertThat(held.mayEnd()).isTrue();
    }

    @Test
    void aCharacterMayBeSplitOverTokensButNotLeftOpen() {
        HeldAnswer held = held(new JsonForm("{\"type\":\"string\",\"minLength\":1,\"maxLength\":1}"));
        int quote = tokenizer.encode("\"")[0];
        held.accept(quote);
        for (byte b : "😀".getBytes(StandardCharsets.UTF_8)) {
            assertThat(held.allows(quote)).isFalse();
            held.accept(ofByte(b));
        }
        assertThat(held.allows(ofByte((byte) 'x'))).isFalse();
        held.accept(quote);
        assertThat(held.mayEnd()).isTrue();
    }

    private int ofByte(byte b) {
        for (int id = 0; id < tokenizer.vocabularySize(); id++) {
            byte[] bytes = tokenizer.bytes(id);
            if (bytes.length == 1 && bytes[0] == b) {
                return id;
            }
        }
        throw new IllegalStateException("no token of byte " + b);
    }

    /** Both ways of asking, at every place of random answers, of every token. */
    @Test
    void saysTheSameOfOneTokenAndOfAll() {
        SplittableRandom random = new SplittableRandom(3);
        RandomSchemas schemas = new RandomSchemas(4);
        for (int i = 0; i < 30; i++) {
            String schema = schemas.next();
            HeldAnswer held = held(new JsonForm(schema));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int step = 0; step < 60; step++) {
                BitSet allowed = held.allowed();
                for (int id = 0; id < tokenizer.vocabularySize(); id++) {
                    assertThat(held.allows(id)).isEqualTo(allowed.get(id));
                }
                int[] ids = allowed.stream().toArray();
                assertThat(ids).as("after %s of %s", bytes, schema).isNotEmpty();
                int id = ids[random.nextInt(ids.length)];
                if (id == end) {
                    break;
                }
                bytes.writeBytes(tokenizer.bytes(id));
                held.accept(id);
            }
            if (held.mayEnd()) {
                assertThat(Validity.holds(schema, bytes.toString(StandardCharsets.UTF_8)))
                        .as("%s of %s", bytes, schema)
                        .isTrue();
            }
        }
    }

    @Test
    void refusesWhatItDoesNotAllow() {
        HeldAnswer held = held(FORM);
        for (int id :
                new int[] {end, ofByte((byte) '['), tokenizer.beginOfText().orElseThrow()}) {
            assertThatThrownBy(() -> held.accept(id)).hasMessage("token " + id + " is not allowed here");
        }
    }
}
