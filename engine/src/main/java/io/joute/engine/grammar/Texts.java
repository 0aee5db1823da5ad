package io.joute.engine.grammar;

import io.joute.engine.grammar.Node.Fork;
import io.joute.engine.grammar.Node.Rule;
import java.util.List;

/** The strings of JSON. */
final class Texts {
    private final Nodes nodes;
    private final Rule character = new Rule();

    Texts(Nodes nodes) {
        this.nodes = nodes;
        character.begin(spelt(nodes.end()));
    }

    /** A string of any length, quotes included. */
    Node any(Node next) {
        return nodes.text("\"", loop(nodes.text("\"", next)));
    }

    private Node loop(Node quote) {
        Fork loop = nodes.fork();
        loop.lead(List.of(quote, character(loop)));
        return loop;
    }

    /** A string of {@code least} characters or more. */
    Node atLeast(int least, Node next) {
        Node at = loop(nodes.text("\"", next));
        for (int i = 0; i < least; i++) {
            at = character(at);
        }
        return nodes.text("\"", at);
    }

    /** A string of {@code least} to {@code most} characters. */
    Node between(int least, int most, Node next) {
        Node quote = nodes.text("\"", next);
        Node at = quote;
        for (int i = most; i > 0; i--) {
            Node character = character(at);
            at = i > least ? nodes.either(quote, character) : character;
        }
        return nodes.text("\"", at);
    }

    private Node character(Node next) {
        return nodes.call(character, next);
    }

    /** One character: as UTF-8, or escaped. Surrogates are never escaped: half of a pair would be no character. */
    private Node spelt(Node next) {
        Node one = trail(next);
        Node two = trail(one);
        return nodes.either(
                nodes.range(' ', '!', next),
                nodes.range('#', '[', next),
                nodes.range(']', 0x7F, next),
                nodes.range(0xC2, 0xDF, one),
                nodes.range(0xE0, 0xE0, nodes.range(0xA0, 0xBF, one)),
                nodes.range(0xE1, 0xEC, two),
                nodes.range(0xED, 0xED, nodes.range(0x80, 0x9F, one)),
                nodes.range(0xEE, 0xEF, two),
                nodes.range(0xF0, 0xF0, nodes.range(0x90, 0xBF, two)),
                nodes.range(0xF1, 0xF3, trail(two)),
                nodes.range(0xF4, 0xF4, nodes.range(0x80, 0x8F, two)),
                nodes.text("\\", escape(next)));
    }

    private Node trail(Node next) {
        return nodes.range(0x80, 0xBF, next);
    }

    private Node escape(Node next) {
        Node two = hex(hex(next));
        Node three = hex(two);
        Node unicode = nodes.either(
                nodes.range('0', '9', three),
                nodes.range('a', 'c', three),
                nodes.range('A', 'C', three),
                nodes.range('e', 'f', three),
                nodes.range('E', 'F', three),
                nodes.range('d', 'd', nodes.range('0', '7', two)),
                nodes.range('D', 'D', nodes.range('0', '7', two)));
        return nodes.either(
                nodes.text("\"", next),
                nodes.text("\\", next),
                nodes.text("/", next),
                nodes.text("b", next),
                nodes.text("f", next),
                nodes.text("n", next),
                nodes.text("r", next),
                nodes.text("t", next),
                nodes.text("u", unicode));
    }

    private Node hex(Node next) {
        return nodes.either(nodes.range('0', '9', next), nodes.range('a', 'f', next), nodes.range('A', 'F', next));
    }
}
