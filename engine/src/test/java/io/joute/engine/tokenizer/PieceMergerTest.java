package io.joute.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PieceMergerTest {
    @Test
    void mergesTheLowestRankFirstAndTheLeftmostOfEquals() {
        // 0 0 → 1 before 0 2 → 3: the overlapping run of three merges from the left.
        var table = new MergeTable(4, new int[] {0, 0}, new int[] {0, 2}, new int[] {1, 3});
        assertThat(merge(table, 0, 0, 0, 2, 0)).containsExactly(1, 3, 0);
        assertThat(merge(table, 0, 0, 2)).containsExactly(1, 2);
    }

    @Test
    void keepsTheFirstOfTwoRanksOfOnePair() {
        var table = new MergeTable(3, new int[] {0, 0, 0}, new int[] {1, 0, 1}, new int[] {2, 1, 1});
        assertThat(table.rank(0, 1)).isZero();
        assertThat(table.rank(0, 0)).isEqualTo(1);
        assertThat(table.rank(1, 0)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 26})
    void looksUpEachSymbolThreeTimesAtMostHoweverLongThePiece(int letters) {
        var bpe = SmallVocabulary.of(PreTokenizer.LLAMA_BPE);
        var random = new Random(1);
        int length = 1 << 20;
        int[] symbols = random.ints(length, 'a', 'a' + letters).toArray();
        var lookups = new AtomicLong();
        var ranks = new NaiveRanks(bpe);
        var merger = new PieceMerger(
                (left, right) -> {
                    lookups.incrementAndGet();
                    return ranks.rank(left, right);
                },
                ranks::merged);
        var out = new IntList();
        merger.merge(symbols, length, out);
        assertThat(out.toArray()).hasSizeLessThan(length);
        assertThat(lookups.get()).isBetween((long) length - 1, 3L * length);
    }

    private static int[] merge(MergeTable table, int... symbols) {
        var out = new IntList();
        new PieceMerger(table::rank, table::merged).merge(symbols, symbols.length, out);
        return out.toArray();
    }
}
