package io.joute.engine.tokenizer;

/**
 * Turns a stream of token ids into text, whole characters only: a character that is not complete waits for the next token.
 * Bytes that can no longer become a character give U+FFFD at once, one for each longest start of a character, so that the
 * texts together do not depend on where tokens end. Special tokens give nothing; where a tokenizer puts a space before a text,
 * that one is dropped. For one thread.
 *
 * <p>Source: the UTF-8 decoder of the WHATWG Encoding standard.
 */
public final class TokenDecoder {
    private static final char REPLACEMENT = '\uFFFD';

    private final Tokenizer tokenizer;
    private int codePoint;
    private int missing;
    /** Whether a space that comes next is the one that {@link Tokenizer#encode} put before the text. */
    private boolean spaceFirst;
    /** The range of the next byte, narrower than 0x80 to 0xBF after some lead bytes. */
    private int lowest;

    private int highest;

    /** Decode ids of {@code tokenizer}. */
    public TokenDecoder(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        this.spaceFirst = tokenizer.beginsTextWithSpace();
    }

    /** The characters that {@code id} completes; perhaps none. */
    public String accept(int id) {
        var out = new StringBuilder();
        for (byte b : tokenizer.bytes(id)) {
            accept(b & 0xFF, out);
        }
        return out.toString();
    }

    /** What is left at the end of the stream: nothing, or U+FFFD for a character cut short. */
    public String finish() {
        String rest = missing > 0 ? String.valueOf(REPLACEMENT) : "";
        missing = 0;
        return rest;
    }

    private void accept(int b, StringBuilder out) {
        if (spaceFirst) {
            spaceFirst = false;
            if (b == ' ') {
                return;
            }
        }
        if (missing == 0) {
            start(b, out);
        } else if (b >= lowest && b <= highest) {
            codePoint = (codePoint << 6) | (b & 0x3F);
            expect(missing - 1, 0x80, 0xBF);
            if (missing == 0) {
                out.appendCodePoint(codePoint);
            }
        } else {
            out.append(REPLACEMENT);
            start(b, out);
        }
    }

    /** The first byte of a character; some forbid second bytes that would make it overlong, a surrogate or too large. */
    private void start(int b, StringBuilder out) {
        missing = 0;
        if (b < 0x80) {
            out.append((char) b);
        } else if (b >= 0xC2 && b <= 0xDF) {
            codePoint = b & 0x1F;
            expect(1, 0x80, 0xBF);
        } else if (b >= 0xE0 && b <= 0xEF) {
            codePoint = b & 0x0F;
            expect(2, b == 0xE0 ? 0xA0 : 0x80, b == 0xED ? 0x9F : 0xBF);
        } else if (b >= 0xF0 && b <= 0xF4) {
            codePoint = b & 0x07;
            expect(3, b == 0xF0 ? 0x90 : 0x80, b == 0xF4 ? 0x8F : 0xBF);
        } else {
            out.append(REPLACEMENT);
        }
    }

    private void expect(int bytes, int low, int high) {
        missing = bytes;
        lowest = low;
        highest = high;
    }
}
