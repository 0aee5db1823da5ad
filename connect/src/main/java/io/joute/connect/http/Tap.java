package io.joute.connect.http;

/** Sees everything that comes back from one call, before anybody else does. */
public interface Tap {
    /** An event of the stream, before the model sees it. */
    Next event(String name, String data);

    /**
     * The model has seen the event; false ends the stream here.
     *
     * @param understood whether it could make sense of it
     * @throws RuntimeException when that is a failure
     */
    boolean seen(boolean understood);

    /** What becomes of an event. */
    enum Next {
        /** The model sees it. */
        PASS_ON,
        /** It is not for the model. */
        SKIP,
        /** It ends the stream. */
        STOP
    }

    /** Nothing comes any more, and the connection ended as it should. */
    void ended();

    /** The call failed, perhaps in the middle. */
    void failed(HttpFailure failure);
}
