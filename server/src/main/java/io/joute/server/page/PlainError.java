package io.joute.server.page;

/** An error page that needs nothing else: for requests refused before anything is known of them. */
public final class PlainError {
    private PlainError() {}

    /** The page that says {@code sentence}, which is one of ours. */
    public static String page(Words words, String sentence) {
        return "<!doctype html><html lang=\"" + words.language().code() + "\"><meta charset=\"utf-8\"><title>"
                + words.say("error.title") + " · Joute</title><h1>" + words.say("error.heading") + "</h1><p>" + sentence
                + "</p></html>";
    }
}
