package io.joute.engine.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Spells bytes as visible characters, one each, as vocabularies of byte-level BPE do: printable Latin-1 bytes are their own
 * character, the 68 others follow in order from U+0100 (a space is Ġ, a newline Ċ).
 *
 * <p>Source: the byte encoder published with GPT-2.
 */
public final class ByteAlphabet {
    private static final int FIRST_MOVED = 0x100;
    private static final int CONTROLS = 0x21;
    private static final int SECOND_CONTROLS = 0x22;

    private ByteAlphabet() {}

    /** The character of byte {@code b}, 0 to 255. */
    public static char charOf(int b) {
        if (b < 0x21) {
            return (char) (FIRST_MOVED + b);
        }
        if (b >= 0x7F && b <= 0xA0) {
            return (char) (FIRST_MOVED + CONTROLS + b - 0x7F);
        }
        return b == 0xAD ? FIRST_MOVED + CONTROLS + SECOND_CONTROLS : (char) b;
    }

    /** The byte of character {@code c}, or −1 when it spells none. */
    public static int byteOf(char c) {
        if (c < FIRST_MOVED) {
            return charOf(c) == c ? c : -1;
        }
        int moved = c - FIRST_MOVED;
        if (moved < CONTROLS) {
            return moved;
        }
        if (moved < CONTROLS + SECOND_CONTROLS) {
            return moved - CONTROLS + 0x7F;
        }
        return moved == CONTROLS + SECOND_CONTROLS ? 0xAD : -1;
    }

    /** Spell {@code bytes}. */
    public static String spell(byte[] bytes) {
        var spelling = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            spelling[i] = charOf(bytes[i] & 0xFF);
        }
        return new String(spelling);
    }

    /** The bytes that {@code spelling} spells; characters that spell none stand for their own UTF-8. */
    public static byte[] bytes(String spelling) {
        var bytes = new ByteArrayOutputStream(spelling.length());
        spelling.codePoints().forEach(c -> {
            int b = c <= Character.MAX_VALUE ? byteOf((char) c) : -1;
            if (b >= 0) {
                bytes.write(b);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }
}
