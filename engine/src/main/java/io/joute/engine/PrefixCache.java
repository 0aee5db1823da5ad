package io.joute.engine;

import io.joute.engine.kernel.KvPage;
import io.joute.engine.model.CachePage;
import io.joute.engine.model.KvCache;
import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of recent conversations of one model, so that none of them, nor another that begins alike, is read again
 * from its start. Safe for any number of threads.
 *
 * <p>A tree: a node is a page of {@value KvPage#POSITIONS} tokens that follow those of its parent. What is stored of a
 * position depends on the tokens up to it alone, so a whole page serves every conversation that begins with these tokens,
 * even at once. The unfinished last page of a conversation, its <em>tail</em>, will be written again by whoever goes on with
 * it: it is taken, not shared. What was not used for longest goes first, leaves before what they hang on.
 */
final class PrefixCache {
    private final long pageBytes;
    private final long largestBytes;
    private final Node root = new Node(null, IntBuffer.allocate(0), null);
    private long pages;
    private long clock;

    /**
     * Make it empty.
     *
     * @param pageBytes of a page of all layers
     * @param largestBytes that it may hold
     */
    PrefixCache(long pageBytes, long largestBytes) {
        this.pageBytes = pageBytes;
        this.largestBytes = largestBytes;
    }

    private static final class Node {
        private final @Nullable Node parent;
        private final IntBuffer ids;
        private final @Nullable CachePage page;
        private final Map<IntBuffer, Node> children = new HashMap<>();
        private final List<Node> tails = new ArrayList<>();
        private long used;

        Node(@Nullable Node parent, IntBuffer ids, @Nullable CachePage page) {
            this.parent = parent;
            this.ids = ids;
            this.page = page;
        }

        boolean isTail() {
            return ids.limit() < KvPage.POSITIONS;
        }

        boolean isLeaf() {
            return children.isEmpty() && tails.isEmpty();
        }
    }

    /**
     * Give {@code cache}, which is empty, what is known of {@code ids}, but for the last, since its logits are not kept.
     *
     * @return tokens that need not be read
     */
    synchronized int take(int[] ids, KvCache cache) {
        Node node = root;
        int known = 0;
        touch(root);
        for (Node child = child(node, ids, known); child != null; child = child(node, ids, known)) {
            node = child;
            known += KvPage.POSITIONS;
            touch(node);
            add(node, cache);
        }
        return known + takeTail(node, IntBuffer.wrap(ids, known, ids.length - 1 - known), cache);
    }

    private static @Nullable Node child(Node node, int[] ids, int from) {
        return ids.length - 1 - from < KvPage.POSITIONS
                ? null
                : node.children.get(IntBuffer.wrap(ids, from, KvPage.POSITIONS));
    }

    private static void add(Node node, KvCache cache) {
        if (node.page != null) {
            cache.add(node.page);
        }
    }

    /** A tail of which less than half would be of use stays for the conversation that it belongs to. */
    private int takeTail(Node node, IntBuffer rest, KvCache cache) {
        Node best = null;
        int bestShared = 0;
        for (Node tail : node.tails) {
            int shared = shared(tail.ids, rest);
            if (shared > bestShared && 2 * shared >= tail.ids.limit()) {
                best = tail;
                bestShared = shared;
            }
        }
        if (best != null) {
            remove(best);
            add(best, cache);
        }
        return bestShared;
    }

    private static int shared(IntBuffer tail, IntBuffer rest) {
        int mismatch = tail.mismatch(rest);
        return mismatch < 0 ? tail.limit() : mismatch;
    }

    /** Share the whole pages of a conversation that goes on. */
    synchronized void share(TokenList tokens, KvCache cache) {
        insert(tokens, cache);
        shrink();
    }

    /** Keep a conversation that nobody uses any more. */
    synchronized void keep(TokenList tokens, KvCache cache) {
        Node last = insert(tokens, cache);
        int whole = tokens.size() / KvPage.POSITIONS * KvPage.POSITIONS;
        IntBuffer rest = tokens.copy(whole, tokens.size());
        if (rest.limit() > 0 && last.tails.stream().noneMatch(tail -> tail.ids.equals(rest))) {
            var tail = new Node(last, rest, cache.page(whole / KvPage.POSITIONS));
            touch(tail);
            last.tails.add(tail);
            pages++;
        }
        shrink();
    }

    private Node insert(TokenList tokens, KvCache cache) {
        Node node = root;
        for (int i = 0; i < tokens.size() / KvPage.POSITIONS; i++) {
            IntBuffer ids = tokens.copy(i * KvPage.POSITIONS, (i + 1) * KvPage.POSITIONS);
            Node child = node.children.get(ids);
            if (child == null) {
                child = new Node(node, ids, cache.page(i));
                node.children.put(ids, child);
                pages++;
            }
            node = child;
            touch(node);
        }
        return node;
    }

    private void touch(Node node) {
        clock++;
        node.used = clock;
    }

    private void shrink() {
        while (bytes() > largestBytes) {
            remove(leastRecentlyUsed());
        }
    }

    private Node leastRecentlyUsed() {
        Node oldest = root;
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.pop();
            open.addAll(node.children.values());
            open.addAll(node.tails);
            if (node.isLeaf() && (oldest == root || node.used < oldest.used)) {
                oldest = node;
            }
        }
        return oldest;
    }

    private void remove(Node node) {
        Node parent = node.parent;
        if (parent != null) {
            boolean removed = node.isTail() ? parent.tails.remove(node) : parent.children.remove(node.ids, node);
            pages -= removed ? 1 : 0;
        }
    }

    /** Bytes held, those that running conversations share included. */
    synchronized long bytes() {
        return pages * pageBytes;
    }

    synchronized void clear() {
        root.children.clear();
        root.tails.clear();
        pages = 0;
    }
}
