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
import java.util.Arrays;
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

    /** Query heads of each token that go together, from {@code head} of the group on, and what is remembered of all tokens. */
    private record Heads(int head, AttentionCode.Tokens all) {
        AttentionLayout layout() {
            return all.layout();
        }

        MemorySegment room() {
            return all.room();
        }

        long at(int token) {
            return (long) token * layout().bytes();
        }

        AttentionCode.Tokens some(int from, int to) {
            return from == 0 && to == all.count()
                    ? all
                    : new AttentionCode.Tokens(room().asSlice(at(from)), layout(), to - from);
        }
    }

    private List<Heads> heads() {
        int group = a.shape.group();
        int parts = (group + MOST_HEADS - 1) / MOST_HEADS;
        List<Heads> made = new ArrayList<>(parts);
        int most = (group + parts - 1) / parts;
        long bytes = (long) count * new AttentionLayout(most, a.shape.headDim()).bytes();
        MemorySegment room = scratch.attention(parts * bytes);
        for (int part = 0; part < parts; part++) {
            int head = part * group / parts;
            var layout = new AttentionLayout((part + 1) * group / parts - head, a.shape.headDim());
            MemorySegment own = part == 0 ? room : room.asSlice(part * bytes);
            made.add(new Heads(head, new AttentionCode.Tokens(own, layout, count)));
        }
        return made;
    }

    void run() {
        int firstPage = a.start(first) / POSITIONS;
        int lastPage = (a.end(first + count - 1) - 1) / POSITIONS;
        for (Heads heads : all) {
            begin(heads);
        }
        for (int page = firstPage; page <= lastPage; page++) {
            read(page, a.pages[Math.min(lastPage, page + 1)]);
        }
        for (Heads heads : all) {
            end(heads);
        }
    }

    /** Queries are scaled and put side by side, element by element; nothing is summed yet. */
    private void begin(Heads heads) {
        AttentionLayout layout = heads.layout();
        int floats = layout.bytes() / Float.BYTES;
        float[] room = scratch.panel(floats);
        int queries = layout.queries() / Float.BYTES;
        for (int token = 0; token < count; token++) {
            Arrays.fill(room, 0, floats, 0f);
            int largest = AttentionLayout.LARGEST / Float.BYTES;
            Arrays.fill(room, largest, largest + layout.heads() * LANES, Float.NEGATIVE_INFINITY);
            for (int head = 0; head < layout.heads(); head++) {
                int query = query(heads, token, head);
                for (int i = 0; i < layout.headDim(); i++) {
                    room[queries + i * layout.heads() + head] = a.queries[query + i] * a.scale;
                }
            }
            MemorySegment.copy(room, 0, heads.room(), ValueLayout.JAVA_FLOAT, heads.at(token), floats);
        }
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
                heads.room().set(ValueLayout.JAVA_LONG, heads.at(token) + AttentionLayout.FROM, start);
                heads.room().set(ValueLayout.JAVA_LONG, heads.at(token) + AttentionLayout.TO, end);
            }
            code.attend(heads.some(from, to), element, of, next, offset);
        }
    }

    /** Outputs are divided by the sums of their weights. */
    private void end(Heads heads) {
        AttentionLayout layout = heads.layout();
        int floats = layout.bytes() / Float.BYTES;
        float[] room = scratch.panel(floats);
        int outputs = layout.outputs() / Float.BYTES;
        for (int token = 0; token < count; token++) {
            MemorySegment.copy(heads.room(), ValueLayout.JAVA_FLOAT, heads.at(token), room, 0, floats);
            for (int head = 0; head < layout.heads(); head++) {
                float sum = MachineElements.fold(room, layout.sums() / Float.BYTES + head * LANES);
                int out = query(heads, token, head);
                for (int i = 0; i < layout.headDim(); i++) {
                    int line = i / LANES * layout.heads() + head;
                    a.out[out + i] = room[outputs + line * LANES + i % LANES] / sum;
                }
            }
        }
    }
}
