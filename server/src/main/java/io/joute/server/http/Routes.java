package io.joute.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Which methods an address takes; any other is refused by name. */
public final class Routes {
    private final HttpRules rules;

    /** Add to {@code rules}. */
    public Routes(HttpRules rules) {
        this.rules = rules;
    }

    /** An address that is only read. */
    public Routes read(String path, Handler handler) {
        return readAndChange(path, handler, Optional.empty());
    }

    /** An address that is read by GET and written by POST. */
    public Routes readAndPost(String path, Handler reading, Handler posting) {
        return readAndChange(path, reading, Optional.of(posting));
    }

    /** An address that is only posted to. */
    public Routes post(String path, Handler handler) {
        rules.post(path, handler);
        return otherwise(path, "POST");
    }

    /** An address that is only put to. */
    public Routes put(String path, Handler handler) {
        rules.put(path, handler);
        return otherwise(path, "PUT");
    }

    /** An address that is read by GET and taken away by DELETE. */
    public Routes readAndDelete(String path, Handler reading, Handler deleting) {
        rules.get(path, reading);
        rules.head(path, reading);
        rules.delete(path, deleting);
        return otherwise(path, "GET, HEAD, DELETE");
    }

    /** An address that is read by GET, added to by POST, and emptied by DELETE. */
    public Routes readPostAndDelete(String path, Handler reading, Handler posting, Handler deleting) {
        rules.post(path, posting);
        rules.get(path, reading);
        rules.head(path, reading);
        rules.delete(path, deleting);
        return otherwise(path, "GET, HEAD, POST, DELETE");
    }

    /** An address that is put to, and taken away by DELETE. */
    public Routes putAndDelete(String path, Handler putting, Handler deleting) {
        rules.put(path, putting);
        rules.delete(path, deleting);
        return otherwise(path, "PUT, DELETE");
    }

    private Routes readAndChange(String path, Handler reading, Optional<Handler> posting) {
        rules.get(path, reading);
        rules.head(path, reading);
        posting.ifPresent(handler -> rules.post(path, handler));
        return otherwise(path, posting.isPresent() ? "GET, HEAD, POST" : "GET, HEAD");
    }

    private Routes otherwise(String path, String allowed) {
        rules.any(path, (ServerRequest request, ServerResponse response) -> {
            response.header(HeaderNames.ALLOW, allowed);
            throw new Refusal(Fault.METHOD);
        });
        return this;
    }
}
