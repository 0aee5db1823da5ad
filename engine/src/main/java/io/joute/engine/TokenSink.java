package io.joute.engine;

/** Takes the tokens of an answer as they are picked, on the scheduler's threads, one call at a time. */
interface TokenSink {
    /** The next token, with {@code room} tokens left in the context; whether there shall be another. */
    boolean accept(int id, int room);

    /** Whether it can take another one now. From any thread. */
    boolean hasRoom();

    /** There will be no more: {@link #accept} wanted none, or the answer was cancelled. */
    void end();

    /** There will be no more: the model failed. {@code session} ends with the last token that was read. */
    void fail(Throwable failure, Session session);
}
