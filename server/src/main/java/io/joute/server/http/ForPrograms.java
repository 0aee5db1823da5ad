package io.joute.server.http;

import io.helidon.webserver.http.ServerRequest;

/** Addresses that programs ask without cookie and token: they have walls of their own. */
final class ForPrograms {
    private static final String MODELS = "/v1/";
    private static final String HEALTH = "/health/";

    private ForPrograms() {}

    /** Whether the visitor's cookie means nothing at the address of {@code request}. */
    static boolean asked(ServerRequest request) {
        String path = request.path().path();
        return isModels(path) || path.startsWith(HEALTH) || path.equals("/metrics") || path.equals("/openapi.json");
    }

    /** Whether a body may come without a token of ours: it is JSON, which no page of another site can send unasked. */
    static boolean posted(ServerRequest request) {
        return isModels(request.path().path());
    }

    private static boolean isModels(String path) {
        return path.startsWith(MODELS);
    }
}
