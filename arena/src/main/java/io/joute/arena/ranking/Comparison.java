package io.joute.arena.ranking;

import java.util.Objects;

/**
 * One vote between two models.
 *
 * @param voter whose votes are one cluster
 * @param modelA a model's id
 * @param modelB another model's id
 * @param outcome as voted
 */
public record Comparison(String voter, String modelA, String modelB, Outcome outcome) {
    public Comparison {
        Objects.requireNonNull(voter, "voter");
        Objects.requireNonNull(modelA, "modelA");
        Objects.requireNonNull(modelB, "modelB");
        Objects.requireNonNull(outcome, "outcome");
    }
}
