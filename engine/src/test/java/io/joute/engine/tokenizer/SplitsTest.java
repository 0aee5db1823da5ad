package io.joute.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SplitsTest {
    @Test
    void findsWhatTryingEveryPairFinds() {
        var random = new Random(2);
        for (int round = 0; round < 200; round++) {
            List<String> pieces =
                    Stream.generate(() -> word(random)).limit(40).distinct().toList();
            List<String> expected = new ArrayList<>();
            for (String left : pieces) {
                pieces.stream()
                        .filter(right -> pieces.contains(left + right))
                        .forEach(right -> expected.add(left + " " + right));
            }
            List<String> found = new ArrayList<>();
            new Splits(pieces).forEach((left, right, whole) -> {
                assertThat(pieces.get(left) + pieces.get(right)).isEqualTo(pieces.get(whole));
                found.add(pieces.get(left) + " " + pieces.get(right));
            });
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void staysLinearWhereEveryPieceStartsAndEndsWithAllShorterOnes() {
        List<String> pieces =
                IntStream.rangeClosed(1, 2_000).mapToObj("a"::repeat).toList();
        int[] count = {0};
        new Splits(pieces).forEach((left, right, whole) -> count[0]++);
        assertThat(count[0]).isEqualTo(2_000 * 1_999 / 2);
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(6) + 1L, 0, 3)
                .collect(StringBuilder::new, (b, i) -> b.append("ab\uD83E".charAt(i)), StringBuilder::append)
                .toString();
    }
}
