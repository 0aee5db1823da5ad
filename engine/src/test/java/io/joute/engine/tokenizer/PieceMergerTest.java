package io.joute.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PieceMergerTest {
    @Test
    void mergesTheLowestRankFirstAndTheLeftmostOfEquals() {
        // 0 0 → 1 before 0 2 → 3: the overlapping run of three merges from the left.
        var table = table(new int[] {0, 0}, new int[] {0, 2}, new int[] {1, 3});
        assertThat(merge(table, 0, 0, 0, 2, 0)).containsExactly(1, 3, 0);
        assertThat(merge(table, 0, 0, 2)).containsExactly(1, 2);
    }

    @Test
    void keepsTheFirstOfTwoRanksOfOnePair() {
        var table = table(new int[] {0, 0, 0}, new int[] {1, 0, 1}, new int[] {2, 1, 1});
        assertThat(table.of(0, 1)).isEqualTo(PieceMerger.Merges.pack(0, 2));
        assertThat(table.of(0, 0)).isEqualTo(PieceMerger.Merges.pack(1, 1));
        assertThat(table.of(1, 0)).isEqualTo(PieceMerger.Merges.NONE);
        assertThat(table.of(9, 0)).isEqualTo(PieceMerger.Merges.NONE);
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
        var merger = new PieceMerger((left, right) -> {
            lookups.incrementAndGet();
            int rank = ranks.rank(left, right);
            return rank < 0 ? PieceMerger.Merges.NONE : PieceMerger.Merges.pack(rank, ranks.merged(rank));
        });
        var out = new IntList();
        merger.merge(symbols, length, out);
        assertThat(out.toArray()).hasSizeLessThan(length);
        assertThat(lookups.get()).isBetween((long) length - 1, 3L * length);
    }

    private static int[] merge(MergeTable table, int... symbols) {
        var out = new IntList();
        new PieceMerger(table).merge(symbols, symbols.length, out);
        return out.toArray();
    }

    /** Ids below 4, ranks in the order given. */
    private static MergeTable table(int[] lefts, int[] rights, int[] made) {
        long[] merges = new long[made.length];
        Arrays.setAll(merges, rank -> PieceMerger.Merges.pack(rank, made[rank]));
        return new MergeTable(4, lefts, rights, merges);
    }
}
