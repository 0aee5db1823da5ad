package io.joute.server.api.v1;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.server.api.Json;
import io.joute.server.http.Deadlines;
import io.joute.server.http.Metrics;
import io.joute.server.http.Reply;
import io.joute.server.http.Routes;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The models of this machine for programs that speak OpenAI's HTTP interface. */
public final class V1Api implements HttpService {
    private static final int MOST_AT_ONCE = 64;

    private final ServedModels models;
    private final Metrics metrics;
    private final Json json;
    private final Deadlines deadlines;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /** Serve {@code models} and {@code metrics}; streams whose reader stopped reading are ended by {@code deadlines}. */
    public V1Api(ServedModels models, Metrics metrics, Json json, Deadlines deadlines, InstantSource clock) {
        this.models = models;
        this.metrics = metrics;
        metrics.follow(
                "joute.api.requests.in.progress",
                "Requests of programs to models, being answered",
                () -> MOST_AT_ONCE - places.availablePermits());
        this.json = json;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules)
                .read("/metrics", behindDoor(this::metrics))
                .read("/v1/models", behindDoor(this::list))
                .read("/v1/models/{id}", behindDoor(this::one))
                .post("/v1/chat/completions", behindDoor(inPlace(this::chat)))
                .post("/v1/completions", behindDoor(inPlace(this::complete)))
                .post("/v1/embeddings", behindDoor(this::embed));
    }

    private Handler behindDoor(Handler inside) {
        return (request, response) -> {
            if (models.key().isPresent()) {
                models.key().get().check(request);
            } else if (!models.open()) {
                throw Problem.key("This server is open to other machines and has no key: "
                        + "start it with --api-key-file FILE, then send 'Authorization: Bearer KEY'.");
            }
            inside.handle(request, response);
        };
    }

    private Handler inPlace(Handler inside) {
        return (request, response) -> {
            if (!places.tryAcquire()) {
                throw Problem.busy(MOST_AT_ONCE + " requests are being answered: try again later.");
            }
            try {
                inside.handle(request, response);
            } finally {
                places.release();
            }
        };
    }

    /** Where there is a key, who came in has shown it: that is the operator, and without one it may be a voter. */
    private void metrics(ServerRequest request, ServerResponse response) {
        Reply.text(
                request, response, Metrics.MEDIA_TYPE, metrics.text(models.key().isPresent()));
    }

    private void list(ServerRequest request, ServerResponse response) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = body.putArray("data");
        models.all().forEach(served -> write(data.addObject(), served));
        Reply.text(request, response, Reply.JSON, body.toString());
    }

    private void one(ServerRequest request, ServerResponse response) {
        ServedModels.Served served =
                models.named(request.path().pathParameters().get("id"));
        Reply.text(
                request,
                response,
                Reply.JSON,
                write(JsonNodeFactory.instance.objectNode(), served).toString());
    }

    /** OpenAI's four fields, then what else a program may want to know. */
    private ObjectNode write(ObjectNode node, ServedModels.Served served) {
        node.put("id", served.card().id());
        node.put("object", "model");
        node.put("created", clock.instant().getEpochSecond());
        node.put("owned_by", served.card().maker());
        node.put("name", served.card().name());
        node.put("context_length", served.model().contextLength());
        return node;
    }

    private void chat(ServerRequest request, ServerResponse response) {
        ChatCall call = ChatCall.of(Fields.of(json.tree(request)), models);
        Identity identity = Identity.of("chatcmpl-", "chat.completion", clock.instant(), call.served());
        new ChatWriter(
                        call,
                        new Exchange(
                                call.answers(), identity, sheet(request, response, identity), spent(call.served())))
                .write();
    }

    private void complete(ServerRequest request, ServerResponse response) {
        CompletionCall call = CompletionCall.of(Fields.of(json.tree(request)), models);
        Identity identity = Identity.of("cmpl-", "text_completion", clock.instant(), call.served());
        new CompletionWriter(
                        call,
                        new Exchange(
                                call.answers(), identity, sheet(request, response, identity), spent(call.served())))
                .write();
    }

    private Sheet sheet(ServerRequest request, ServerResponse response, Identity identity) {
        return new Sheet(request, response, deadlines, identity.id());
    }

    private Spent spent(ServedModels.Served served) {
        return new Spent(models, served.card(), metrics);
    }

    /** None of the families that the engine runs was made to embed: their last states are no measure of meaning. */
    private void embed(ServerRequest request, ServerResponse response) {
        Fields fields = Fields.of(json.tree(request));
        ServedModels.Served served = models.named(fields.requiredText("model"));
        throw Problem.unsupported(
                "model", "'" + served.card().id() + "' writes text, it is no embedding model: no model here is.");
    }
}
