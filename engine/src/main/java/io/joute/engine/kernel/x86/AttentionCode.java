package io.joute.engine.kernel.x86;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Attention to a page of keys and values, for tokens one after the other and up to four query heads of each. Checks that all
 * the kernel will touch lies inside the segments passed. Safe for any number of threads.
 *
 * <p>For each head: scores {@code s = Σ q·k}, the elements in their order, by fused multiply-add; {@code m' = max(m, s …)};
 * {@code f = exp(m − m')}, {@code w = exp(s − m')}; sums of weights {@code fma(sum, f, w₀ + w₁ + w₂ + w₃)} in each of 16 lanes, a
 * lane's positions in their order; outputs {@code o · f}, then {@code fma(w, v, o)} position after position. No other order
 * occurs, so a token's outputs depend neither on the processor nor on the other tokens.
 */
public final class AttentionCode {
    /** How a page keeps its elements. */
    public enum Element {
        /** IEEE binary16. */
        HALF(2),
        /** IEEE binary32. */
        FLOAT(4);

        private final int bytes;

        Element(int bytes) {
            this.bytes = bytes;
        }

        /** Bytes of an element. */
        public int bytes() {
            return bytes;
        }
    }

    /**
     * Keys {@code [head][element][64 positions]} and values {@code [head][64 positions][element]} of a page.
     *
     * @param keys on the heap or not
     * @param values as many bytes
     */
    public record Page(MemorySegment keys, MemorySegment values) {}

    /**
     * What is remembered of tokens that see a page.
     *
     * @param room of the first, the next ones behind it; {@link AttentionLayout#FROM} and {@link AttentionLayout#TO} say which
     *     slots each sees, one at least
     * @param layout how it lies
     * @param count tokens
     */
    public record Tokens(MemorySegment room, AttentionLayout layout, int count) {}

    private final Map<Element, List<Once<MemorySegment>>> entries = new EnumMap<>(Element.class);

    /** Kernels in {@code instructions}, each written when first called. */
    AttentionCode(Instructions instructions) {
        for (Element element : Element.values()) {
            entries.put(
                    element,
                    IntStream.rangeClosed(1, AttentionLayout.MOST_HEADS)
                            .mapToObj(heads -> new Once<>(() -> written(instructions, heads, element)))
                            .toList());
        }
    }

    private static MemorySegment written(Instructions instructions, int heads, Element element) {
        Assembler code = new Assembler(instructions.prefix());
        AttentionWriter writer = new AttentionWriter(code, instructions);
        writer.constants();
        int entry = code.begin();
        writer.attend(heads, element);
        return FaultGuard.published(code).address(entry);
    }

    /**
     * Attend to {@code page}, and ask for {@code next} meanwhile.
     *
     * @param element of both pages
     * @param offset bytes from the beginning of a page's keys, and of its values, to the head's
     */
    public void attend(Tokens tokens, Element element, Page page, Page next, long offset) {
        AttentionLayout layout = tokens.layout;
        long bytes = (long) AttentionLayout.SLOTS * layout.headDim() * element.bytes;
        Bounds.requireBetween("offset", offset, 0, Integer.MAX_VALUE * (long) Float.BYTES);
        requirePage(page, offset + bytes);
        requirePage(next, offset + bytes);
        Bounds.requireWritable("tokens", tokens.room, (long) tokens.count * layout.bytes());
        for (int token = 0; token < tokens.count; token++) {
            point(tokens.room, (long) token * layout.bytes(), (long) layout.headDim() * element.bytes);
        }
        int answer = Downcall.attention(entry(element, layout.heads()), page, next, offset, tokens);
        if (answer != Frame.DONE) {
            throw new InternalError("attention read memory that is not there");
        }
    }

    private MemorySegment entry(Element element, int heads) {
        return Objects.requireNonNull(entries.get(element)).get(heads - 1).get();
    }

    private static void requirePage(Page page, long bytes) {
        Bounds.requireBytes("keys", page.keys, bytes);
        Bounds.requireBytes("values", page.values, bytes);
    }

    /** Check which slots a token sees, and say where the first one's values are. */
    private static void point(MemorySegment room, long at, long slotBytes) {
        long from = room.get(ValueLayout.JAVA_LONG, at + AttentionLayout.FROM);
        long to = room.get(ValueLayout.JAVA_LONG, at + AttentionLayout.TO);
        Bounds.requireBetween("the last slot seen and one", to, 1, AttentionLayout.SLOTS);
        Bounds.requireBetween("the first slot seen", from, 0, to - 1);
        room.set(ValueLayout.JAVA_LONG, at + AttentionLayout.VALUES, from * slotBytes);
    }
}
