package io.joute.engine.tokenizer;

import java.util.Arrays;

/** UTF-8 with an unpaired surrogate read as U+FFFD (Java's own encoder writes a question mark). */
final class Utf8 {
    private static final int REPLACEMENT = 0xFFFD;

    private Utf8() {}

    static byte[] bytes(String text) {
        var bytes = new byte[Math.multiplyExact(text.length(), 3)];
        return Arrays.copyOf(bytes, encode(text, 0, text.length(), bytes));
    }

    /** Encode a part of {@code text} into {@code out}, which has three bytes a char; return how many it took. */
    static int encode(String text, int start, int end, byte[] out) {
        int length = 0;
        for (int i = start; i < end; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            length = put(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c, out, length);
        }
        return length;
    }

    private static int put(int c, byte[] out, int at) {
        int next = at;
        if (c < 0x80) {
            out[next++] = (byte) c;
        } else if (c < 0x800) {
            out[next++] = (byte) (0xC0 | (c >> 6));
            out[next++] = continuation(c);
        } else if (c < 0x10000) {
            out[next++] = (byte) (0xE0 | (c >> 12));
            out[next++] = continuation(c >> 6);
            out[next++] = continuation(c);
        } else {
            out[next++] = (byte) (0xF0 | (c >> 18));
            out[next++] = continuation(c >> 12);
            out[next++] = continuation(c >> 6);
            out[next++] = continuation(c);
        }
        return next;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }
}
