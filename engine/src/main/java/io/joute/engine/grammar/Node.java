package io.joute.engine.grammar;

import java.util.List;

/**
 * A place in a grammar, and what may come there. Places are told apart by identity, so that a grammar may lead back to itself.
 */
abstract sealed class Node {
    static final int NEVER = Integer.MAX_VALUE;

    /** How many rules have to be open at once to get from here to the end of this rule, at least. */
    int need = NEVER;

    /** What {@link #need} follows from those of the places after this one. */
    abstract int needFromNext();

    /** A byte of a range comes next. */
    static final class Match extends Node {
        final int low;
        final int high;
        final Node next;

        Match(int low, int high, Node next) {
            this.low = low;
            this.high = high;
            this.next = next;
        }

        @Override
        int needFromNext() {
            return next.need;
        }
    }

    /** One of several ways goes on. Those may be told later, by who makes a loop. */
    static final class Fork extends Node {
        private List<Node> ways = List.of();

        List<Node> ways() {
            return ways;
        }

        void lead(List<Node> to) {
            ways = List.copyOf(to);
        }

        @Override
        int needFromNext() {
            return ways.stream().mapToInt(way -> way.need).min().orElse(NEVER);
        }
    }

    /** A rule comes, then what follows it. */
    static final class Call extends Node {
        final Rule rule;
        final Node next;

        Call(Rule rule, Node next) {
            this.rule = rule;
            this.next = next;
        }

        @Override
        int needFromNext() {
            int inside = rule.start().need;
            if (inside == NEVER || next.need == NEVER) {
                return NEVER;
            }
            return Math.max(next instanceof End ? inside : inside + 1, next.need);
        }
    }

    /** The rule ends. */
    static final class End extends Node {
        @Override
        int needFromNext() {
            return 0;
        }
    }

    /** A part of a grammar with a name of its own; where it begins may be told later. */
    static final class Rule {
        private Node start = new Fork();

        Node start() {
            return start;
        }

        void begin(Node at) {
            start = at;
        }
    }
}
