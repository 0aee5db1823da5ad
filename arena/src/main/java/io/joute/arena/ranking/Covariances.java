package io.joute.arena.ranking;

/** Covariance matrices of fitted parameters, the strengths first. */
interface Covariances {
    /** Inverse information: right when votes are independent and the model true. */
    Matrix fisher();

    /** Robust to a wrong model, votes independent. */
    Matrix hc0();

    /** Robust also to votes of one voter that go together. */
    Matrix cr1();
}
