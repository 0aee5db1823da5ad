package io.joute.engine.sampling;

/** A model gave a logit that is NaN or infinite: nothing can be drawn from it. */
public final class NonFiniteLogitsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NonFiniteLogitsException(int id, float logit) {
        super("the logit of token " + id + " is " + logit + ", expected finite");
    }
}
