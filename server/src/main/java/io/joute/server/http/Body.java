package io.joute.server.http;

import io.helidon.common.media.type.MediaType;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/**
 * The body of a state change, read whole: at most 512 KiB, in time, UTF-8.
 *
 * @param type its media type, without parameters; empty when there is no body
 * @param text its characters
 */
public record Body(String type, String text) {
    /** Bytes a body may have: 60,000 characters, escaped. */
    public static final int MOST_BYTES = 512 * 1024;

    /** Bytes that are read of a body, the rest of one that is too long thrown away; longer ones are refused unread. */
    public static final int MOST_READ = 4 * MOST_BYTES;

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    /** The body of a request that changes state. */
    public static Body of(ServerRequest request) {
        return request.context()
                .get(Body.class)
                .orElseThrow(() -> new IllegalStateException("only a state change has a body"));
    }

    /** Its fields. */
    public Form form() {
        if (!isForm()) {
            throw new Refusal(Fault.UNSUPPORTED);
        }
        return new Form(Encoded.fields(text));
    }

    /** Its JSON text. */
    public String json() {
        if (!type.equals(JSON)) {
            throw new Refusal(Fault.UNSUPPORTED);
        }
        return text;
    }

    boolean isForm() {
        return type.equals(FORM);
    }

    static Body read(ServerRequest request, Deadlines deadlines, Duration patience) {
        byte[] bytes = bytes(request, deadlines, patience);
        String type = request.headers()
                .contentType()
                .map(HttpMediaType::mediaType)
                .map(MediaType::text)
                .orElse("");
        if (bytes.length > 0 && !Set.of(FORM, JSON).contains(type)) {
            throw new Refusal(Fault.UNSUPPORTED);
        }
        return new Body(type, utf8(bytes));
    }

    private static byte[] bytes(ServerRequest request, Deadlines deadlines, Duration patience) {
        try (Deadlines.Guard _ = deadlines.guard(patience);
                InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw tooLong(request, in);
            }
            return bytes;
        } catch (IOException gone) {
            throw new CloseConnectionException("the body did not come", gone);
        } catch (UncheckedIOException gone) {
            throw new CloseConnectionException("the body did not come", gone);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(Fault.INVALID);
        }
    }

    /**
     * Closing a connection on which the client still writes can take the answer away from it, so a body whose end is known
     * is read to that end.
     */
    private static Refusal tooLong(ServerRequest request, InputStream in) throws IOException {
        if (request.headers().contentLength().isPresent()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return new Refusal(Fault.TOO_LONG);
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new Refusal(Fault.INVALID);
        }
    }
}
