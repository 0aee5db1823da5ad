package io.joute.engine.model;

/** The gate's activation in the feed-forward part. */
public sealed interface Activation {
    /** x·σ(x) (Llama, Mistral, Qwen). */
    record Silu() implements Activation {}

    /** GELU by its tanh approximation (Gemma). */
    record GeluTanh() implements Activation {}
}
