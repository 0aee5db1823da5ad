package io.joute.engine.tokenizer;

import java.util.Random;

/** Seeded random text that mixes what tokenizers trip over. */
final class RandomText {
    private static final String[] POOLS = {
        "abcdefgh ABC'stREveLLmd",
        "0123456789",
        "  \t\n\r\n\u00a0\u0085\u2003\u3000\u200b",
        "éèàçœŒßñÅΩЖжшあい漢字中文ไทย",
        "!?.,;:-_()[]{}<>|@#$%^&*+=~`\"'«»—…€°",
        "①Ⅷ½²٣४",
        "ǅʰªᾳ",
        "s'S't'T're'RE've'VE'm'M'll'LL'd'D'ſ",
        "the lala 12 "
    };

    private final Random random;

    RandomText(long seed) {
        random = new Random(seed);
    }

    /** Up to {@code length} code points, now from a few pools, now from all of Unicode. */
    String next(int length) {
        var text = new StringBuilder();
        boolean anything = random.nextInt(4) == 0;
        String[] pools = {pool(), pool(), pool()};
        for (int i = random.nextInt(length) + 1; i > 0; i--) {
            text.appendCodePoint(anything ? anyCodePoint() : pick(pools[random.nextInt(3)]));
        }
        return text.toString();
    }

    private String pool() {
        return POOLS[random.nextInt(POOLS.length)];
    }

    private int pick(String pool) {
        int[] codePoints = pool.codePoints().toArray();
        return codePoints[random.nextInt(codePoints.length)];
    }

    private int anyCodePoint() {
        int c = random.nextInt(random.nextInt(4) == 0 ? 0x110000 : 0x3000);
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? ' ' : c;
    }
}
