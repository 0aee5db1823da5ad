package io.joute.distill.demo;

/** What a question is about; results are told apart by it. */
public enum Category {
    CAPITALS,
    ARITHMETIC,
    CONJUGATION,
    DEFINITIONS,
    MODELS,
    SMALL_TALK,
    FOLLOW_UPS,
    /** Outside what the demo models know: the right answer is to say so. */
    UNKNOWN
}
