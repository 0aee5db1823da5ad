package io.joute.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.dataset.Edition;
import io.joute.arena.dataset.Shelf;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import io.joute.server.http.Reply;
import io.joute.server.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The datasets that the operator has published: what they are, their files and their data cards. */
public final class DatasetApi implements HttpService {
    private static final String FILES = "/datasets/";
    private static final String CARD = "text/markdown; charset=utf-8";

    private final Shelf shelf;
    private final Json json;

    /** Serve what is on {@code shelf}. */
    public DatasetApi(Shelf shelf, Json json) {
        this.shelf = shelf;
        this.json = json;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/api/datasets", this::list)
                .read(FILES + "{id}/dataset.zip", this::file)
                .read(FILES + "{id}/README.md", this::card);
    }

    /**
     * An edition on the wire.
     *
     * @param file where its zip file is
     * @param card where its data card is
     */
    record EditionBody(
            String id,
            String day,
            String format,
            String licence,
            String energyMethod,
            String redaction,
            long duels,
            SortedMap<String, Long> rows,
            long bytes,
            String sha256,
            String file,
            String card) {
        static EditionBody of(Edition edition) {
            return new EditionBody(
                    edition.id(),
                    edition.day().toString(),
                    edition.format(),
                    edition.licence(),
                    edition.energyMethod(),
                    edition.redaction(),
                    edition.duels(),
                    edition.rows(),
                    edition.bytes(),
                    edition.sha256(),
                    fileOf(edition.id()),
                    FILES + edition.id() + "/README.md");
        }
    }

    private static String fileOf(String id) {
        return FILES + id + "/dataset.zip";
    }

    private void list(ServerRequest request, ServerResponse response) {
        List<EditionBody> editions =
                shelf.editions().stream().map(EditionBody::of).toList();
        json.send(request, response, Map.of("datasets", editions));
    }

    private void file(ServerRequest request, ServerResponse response) {
        String id = id(request);
        Path file = found(shelf.file(id));
        response.header(HeaderNames.CONTENT_TYPE, "application/zip");
        response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"joute-" + id + ".zip\"");
        try (InputStream in = Files.newInputStream(file)) {
            response.header(HeaderNames.CONTENT_LENGTH, Long.toString(Files.size(file)));
            if (request.prologue().method().text().equals("HEAD")) {
                response.send();
                return;
            }
            try (OutputStream out = response.outputStream()) {
                in.transferTo(out);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException("the dataset did not go out whole", gone);
        }
    }

    private void card(ServerRequest request, ServerResponse response) throws IOException {
        Reply.text(request, response, CARD, Files.readString(found(shelf.card(id(request)))));
    }

    private Path found(Optional<Path> path) {
        return path.orElseThrow(() -> new Refusal(shelf.editions().isEmpty() ? Fault.UNPUBLISHED : Fault.UNKNOWN));
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }
}
