package io.joute.arena.dataset;

import java.util.Map;

/**
 * A text without the personal data that was found in it.
 *
 * @param text with a mark in the place of each
 * @param found how many of each kind
 * @param doubt whether something looks like more, so that a person should read it before it is published
 */
public record Redaction(String text, Map<Personal, Integer> found, boolean doubt) {
    public Redaction {
        found = Map.copyOf(found);
    }
}
