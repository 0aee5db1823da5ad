package io.joute.arena.duel;

/** Whether a mode can be played with the models at hand. */
public sealed interface ModeState {
    /** It can. */
    record Enabled() implements ModeState {}

    /** It cannot, and no wider pool is taken instead. */
    record Disabled(Why why) implements ModeState {}

    /** Why a mode cannot be played. */
    enum Why {
        /** Fewer than two models are enabled. */
        FEWER_THAN_TWO_MODELS,
        /** No two enabled models are three times apart in size. */
        NONE_FAR_ENOUGH_APART,
        /** Fewer than two enabled models are below class L. */
        FEWER_THAN_TWO_SMALL,
        /** No two enabled models are of one family and of different sizes. */
        NO_TWO_OF_A_FAMILY,
        /** No enabled model was distilled from another enabled one. */
        NO_TEACHER_WITH_STUDENT
    }
}
