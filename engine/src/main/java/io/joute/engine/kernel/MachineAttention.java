package io.joute.engine.kernel;

import static io.joute.engine.kernel.KvPage.POSITIONS;
import static io.joute.engine.kernel.x86.AttentionLayout.LANES;
import static io.joute.engine.kernel.x86.AttentionLayout.MOST_HEADS;

import io.joute.engine.kernel.x86.AttentionCode;
import io.joute.engine.kernel.x86.AttentionCode.Element;
import io.joute.engine.kernel.x86.AttentionCode.Page;
import io.joute.engine.kernel.x86.AttentionLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Attention of some tokens and the query heads that share a key head, by machine code. Heads go together by up to four; a page
 * is read once for all tokens. What {@link AttentionCode} says of orders holds; in the end an output is divided by the sum of
 * its weights, whose lanes are folded in halves.
 */
final class MachineAttention {
    private final AttentionCode code;
    private final Attention a;
    private final int headKv;

    /** The first token. */
    private final int first;

    private final int count;
    private final List<Heads> all;
    private final Scratch scratch;

    /** Tokens {@code from} to {@code to}, and the query heads that share key head {@code headKv}. */
    record Part(Attention attention, int headKv, int from, int to) {}

    MachineAttention(AttentionCode code, Part part, Scratch scratch) {
        this.code = code;
        this.a = part.attention;
        this.headKv = part.headKv;
        this.first = part.from;
        this.count = part.to - part.from;
        this.scratch = scratch;
        this.all = heads();
    }

    /** Whether machine code computes attention of this shape. */
    static boolean runs(Attention.Shape shape) {
        return shape.headDim() % LANES == 0;
    }

    /** Query heads of each token that go together, from {@code head} of the group on, and room for all tokens. */
    private record Heads(int head, AttentionLayout layout, MemorySegment room) {
        long at(int token) {
            return (long) token * layout.bytes();
        }
    }

    private List<Heads> heads() {
        int group = a.shape.group();
        int parts = (group + MOST_HEADS - 1) / MOST_HEADS;
        var most = new AttentionLayout(Math.min(group, MOST_HEADS), a.shape.headDim());
        MemorySegment room = scratch.attention((long) parts * count * most.bytes());
        List<Heads> made = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            int head = part * group / parts;
            var layout = new AttentionLayout((part + 1) * group / parts - head, a.shape.headDim());
            made.add(new Heads(head, layout, room.asSlice((long) part * count * most.bytes())));
        }
        return made;
    }

    void run() {
        int firstPage = a.start(first) / POSITIONS;
        int lastPage = (a.end(first + count - 1) - 1) / POSITIONS;
        all.forEach(this::begin);
        for (int page = firstPage; page <= lastPage; page++) {
            read(page, a.pages[Math.min(lastPage, page + 1)]);
        }
        all.forEach(this::end);
    }

    /** Queries are scaled and put side by side, element by element; nothing is summed yet. */
    private void begin(Heads heads) {
        AttentionLayout layout = heads.layout;
        int lanes = layout.heads() * LANES;
        for (int token = 0; token < count; token++) {
            long at = heads.at(token);
            heads.room.asSlice(at, layout.bytes()).fill((byte) 0);
            fill(heads.room, at + AttentionLayout.LARGEST, lanes);
            for (int head = 0; head < layout.heads(); head++) {
                int query = query(heads, token, head);
                for (int i = 0; i < layout.headDim(); i++) {
                    float scaled = a.queries[query + i] * a.scale;
                    put(heads.room, at + layout.queries() + (i * layout.heads() + head) * (long) Float.BYTES, scaled);
                }
            }
        }
    }

    private static void fill(MemorySegment room, long at, int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            put(room, at + lane * (long) Float.BYTES, Float.NEGATIVE_INFINITY);
        }
    }

    private static void put(MemorySegment room, long at, float value) {
        room.set(ValueLayout.JAVA_FLOAT, at, value);
    }

    /** Where a query head's elements begin, in queries and outputs. */
    private int query(Heads heads, int token, int head) {
        int of = headKv * a.shape.group() + heads.head + head;
        return ((first + token) * a.shape.headCount() + of) * a.shape.headDim();
    }

    private void read(int page, KvPage next) {
        int offset = headKv * a.pages[page].headLength();
        switch (a.pages[page]) {
            case KvPageF16 halves -> {
                Page ahead = next instanceof KvPageF16 other ? other.halves : halves.halves;
                attend(page, Element.HALF, halves.halves, ahead, (long) offset * Short.BYTES);
            }
            case KvPageF32 floats ->
                attend(page, Element.FLOAT, floats.floats, floats.floats, (long) offset * Float.BYTES);
            case KvPageQ8 bytes -> {
                Page decoded = decoded(bytes);
                attend(page, Element.FLOAT, decoded, decoded, 0);
            }
        }
    }

    private Page decoded(KvPageQ8 page) {
        float[] keys = VectorPages.keys(page, headKv, scratch.page(page.headLength()));
        float[] values = VectorPages.values(page, headKv, scratch.panel(page.headLength()));
        return new Page(MemorySegment.ofArray(keys), MemorySegment.ofArray(values));
    }

    /** All tokens that see the page. */
    private void attend(int page, Element element, Page of, Page next, long offset) {
        int from = 0;
        while (a.end(first + from) <= page * POSITIONS) {
            from++;
        }
        int to = count;
        while (a.start(first + to - 1) >= (page + 1) * POSITIONS) {
            to--;
        }
        for (Heads heads : all) {
            for (int token = from; token < to; token++) {
                int start = Math.max(0, a.start(first + token) - page * POSITIONS);
                int end = Math.min(POSITIONS, a.end(first + token) - page * POSITIONS);
                heads.room.set(ValueLayout.JAVA_LONG, heads.at(token) + AttentionLayout.FROM, start);
                heads.room.set(ValueLayout.JAVA_LONG, heads.at(token) + AttentionLayout.TO, end);
            }
            MemorySegment room = from == 0 ? heads.room : heads.room.asSlice(heads.at(from));
            code.attend(new AttentionCode.Tokens(room, heads.layout, to - from), element, of, next, offset);
        }
    }

    /** Outputs are divided by the sums of their weights. */
    private void end(Heads heads) {
        AttentionLayout layout = heads.layout;
        for (int token = 0; token < count; token++) {
            for (int head = 0; head < layout.heads(); head++) {
                long at = heads.at(token);
                float sum = sum(heads.room, at + layout.sums() + head * (long) LANES * Float.BYTES);
                int out = query(heads, token, head);
                for (int i = 0; i < layout.headDim(); i++) {
                    long line = (long) i / LANES * layout.heads() + head;
                    long element = (line * LANES + i % LANES) * Float.BYTES;
                    a.out[out + i] = heads.room.get(ValueLayout.JAVA_FLOAT, at + layout.outputs() + element) / sum;
                }
            }
        }
    }

    private float sum(MemorySegment room, long at) {
        float[] lanes = scratch.lanes(LANES);
        MemorySegment.copy(room, ValueLayout.JAVA_FLOAT, at, lanes, 0, LANES);
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[half + i];
            }
        }
        return lanes[0];
    }
}
