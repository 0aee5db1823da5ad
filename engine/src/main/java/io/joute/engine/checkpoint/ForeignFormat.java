package io.joute.engine.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises by its first bytes what is not GGUF, to say what to do instead. */
final class ForeignFormat {
    private static final int LOOKED_AT = 200;
    private static final Pattern LFS_SIZE = Pattern.compile("\nsize (\\d{1,18})\n");

    private ForeignFormat() {}

    /** The sentence after {@code magic: }; quotes nothing of a file that is not a checkpoint but its first four bytes. */
    static String describe(MemorySegment file) {
        byte[] head = file.asSlice(0, Math.min(LOOKED_AT, file.byteSize())).toArray(ValueLayout.JAVA_BYTE);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String start = text.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<?xml")) {
            return "found '" + text.strip().split("[ >\\n]", 2)[0] + "', expected 'GGUF': this is a web page. "
                    + "Download the file again.";
        }
        if (text.startsWith("version https://git-lfs")) {
            return lfsPointer(text);
        }
        if (text.startsWith("PK\u0003\u0004")) {
            return "found a zip archive, expected 'GGUF': unpack it, or if it is a PyTorch file convert it to GGUF.";
        }
        if (head.length > 1 && (head[0] & 0xFF) == 0x80 && head[1] >= 2 && head[1] <= 5) {
            return "found a Python pickle, expected 'GGUF': convert it to safetensors or GGUF.";
        }
        if (isOlderGgml(text)) {
            return "found an older GGML format, expected 'GGUF': convert it with llama.cpp's scripts.";
        }
        if (Checkpoints.isSafetensors(file)) {
            return "found safetensors, expected 'GGUF': open the folder it is in.";
        }
        String hex = HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(4, head.length));
        return "found bytes '" + hex + "', expected 'GGUF' (47 47 55 46): this is no checkpoint that Joute reads.";
    }

    private static String lfsPointer(String text) {
        Matcher size = LFS_SIZE.matcher(text);
        String expected = size.find() ? Shown.number(Long.parseLong(size.group(1))) + " bytes expected" : "";
        return "found a git-lfs pointer, " + expected + ": run 'git lfs pull'.";
    }

    /** 'ggml', 'ggmf', 'ggjt' or 'ggla' as a little-endian number. */
    private static boolean isOlderGgml(String text) {
        return text.startsWith("lmgg") || text.startsWith("fmgg") || text.startsWith("tjgg") || text.startsWith("algg");
    }
}
