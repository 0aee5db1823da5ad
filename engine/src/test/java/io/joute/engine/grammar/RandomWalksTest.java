package io.joute.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.base.chat.JsonForm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.JacksonException;

/** Whatever way one takes through a grammar, one never gets stuck, and what stands at the end is valid. */
@Timeout(120)
class RandomWalksTest {
    private static final String ENDS = "\"]},";
    private static final int SCHEMAS = 100;
    private static final int WALKS = 5;

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void everyWalkEndsInAValidDocument() {
        RandomSchemas schemas = new RandomSchemas(11);
        for (int i = 0; i < SCHEMAS; i++) {
            String schema = schemas.next();
            Automaton automaton = new Automaton(Grammar.of(new JsonForm(schema)), false);
            for (int walk = 0; walk < WALKS; walk++) {
                String document = walk(automaton);
                assertThat(Validity.holds(schema, document))
                        .as("%s of %s", document, schema)
                        .isTrue();
            }
        }
    }

    @Test
    void whatIsWholeAfterAByteWasChangedIsValidToo() {
        RandomSchemas schemas = new RandomSchemas(12);
        int whole = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            String schema = schemas.next();
            Automaton automaton = new Automaton(Grammar.of(new JsonForm(schema)), false);
            byte[] document = walk(automaton).getBytes(StandardCharsets.UTF_8);
            for (int trial = 0; trial < 100; trial++) {
                byte[] changed = changed(document);
                if (automaton.next(automaton.start(), changed).isWhole()) {
                    whole++;
                    String text = new String(changed, StandardCharsets.UTF_8);
                    assertThat(text.getBytes(StandardCharsets.UTF_8)).as(text).isEqualTo(changed);
                    assertThat(isValid(schema, text))
                            .as("%s of %s", text, schema)
                            .isTrue();
                }
            }
        }
        assertThat(whole).isGreaterThan(100);
    }

    private static boolean isValid(String schema, String text) {
        try {
            return Validity.holds(schema, text);
        } catch (JacksonException e) {
            return false;
        }
    }

    private byte[] changed(byte[] document) {
        byte[] changed = document.clone();
        int at = random.nextInt(changed.length);
        changed[at] = random.nextInt(3) == 0 ? (byte) random.nextInt(256) : changed[random.nextInt(changed.length)];
        return changed;
    }

    private String walk(Automaton automaton) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Automaton.State at = automaton.start();
        while (!at.isWhole() || random.nextInt(3) > 0) {
            int b = chosen(automaton, at, bytes.size());
            if (b < 0) {
                break;
            }
            bytes.write(b);
            at = automaton.next(at, b);
        }
        assertThat(at.isWhole()).as(bytes.toString(StandardCharsets.UTF_8)).isTrue();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A byte that may come, or -1; the longer it gets, the more it is drawn to an end. */
    private int chosen(Automaton automaton, Automaton.State at, int length) {
        boolean hurry = random.nextInt(300) < 60 + length;
        IntStream first = hurry ? ENDS.chars() : random.ints(20, ' ', 0x7F);
        // All of them, from any one on.
        int from = random.nextInt(256);
        return IntStream.concat(first, IntStream.range(0, 256).map(b -> (b + from) % 256))
                .filter(b -> !automaton.next(at, b).isDead())
                .findFirst()
                .orElse(-1);
    }
}
