package io.joute.engine.grammar;

import io.joute.engine.grammar.Node.Call;
import io.joute.engine.grammar.Node.End;
import io.joute.engine.grammar.Node.Fork;
import io.joute.engine.grammar.Node.Match;
import io.joute.engine.grammar.Node.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes the places of a grammar, from its end to its start: what follows is always told first. */
final class Nodes {
    private static final int MOST = 300_000;
    private static final int WIDEST_INDENT = 16;

    private final List<Node> all = new ArrayList<>();

    private <T extends Node> T add(T node) {
        if (all.size() == MOST) {
            throw new UnsupportedSchemaException("#", "it is too large: lower its lengths and numbers of items");
        }
        all.add(node);
        return node;
    }

    End end() {
        return add(new End());
    }

    Node range(int low, int high, Node next) {
        return add(new Match(low, high, next));
    }

    Node text(String text, Node next) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new UnsupportedSchemaException("#", "it has half of a pair of surrogates, which no answer can have");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Node at = next;
        for (int i = bytes.length - 1; i >= 0; i--) {
            int b = bytes[i] & 0xFF;
            at = range(b, b, at);
        }
        return at;
    }

    Fork fork() {
        return add(new Fork());
    }

    Node either(Node... ways) {
        return either(List.of(ways));
    }

    Node either(List<Node> ways) {
        Fork fork = fork();
        fork.lead(ways);
        return fork;
    }

    Node call(Rule rule, Node next) {
        return add(new Call(rule, next));
    }

    /** Nothing, a space, or a new line and its indent: enough for every style that a model may have, and no endless blank. */
    Node space(Node next) {
        Node indent = next;
        for (int i = 0; i < WIDEST_INDENT; i++) {
            indent = either(next, text(" ", indent));
        }
        return either(next, text(" ", next), text("\n", indent));
    }

    /** {@code least} to {@code most} digits. */
    Node digits(int least, int most, Node next) {
        Node at = next;
        for (int i = most; i > 0; i--) {
            Node digit = range('0', '9', at);
            at = i > least ? either(next, digit) : digit;
        }
        return at;
    }

    /** Find how deep rules have to be open at each place, until nothing changes any more. */
    void settle() {
        for (boolean changed = true; changed; ) {
            changed = false;
            for (Node node : all) {
                int need = node.needFromNext();
                changed |= need < node.need;
                node.need = Math.min(node.need, need);
            }
        }
    }
}
