package io.joute.server;

import io.joute.arena.catalog.ModelCard;
import io.joute.server.admin.ModelDesk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Models of which a file is broken, a file waits, and an endpoint has failed. */
final class MemoryModels implements ModelDesk {
    /** Found in the folder. */
    static final String FILE = "mine <b>.gguf";

    private static final String BAD_FILE = "bad.gguf";
    private final List<ModelCard> known;

    MemoryModels(List<ModelCard> known) {
        this.known = known;
    }

    @Override
    public State state(ModelCard card) {
        if (card.details().serving().endpoint().isPresent()) {
            return new State(Condition.UNDECLARED, "gone");
        }
        return card.id().equals("joute-jumeau")
                ? new State(Condition.BROKEN, "joute-jumeau.gguf: byte 12 is no tensor")
                : new State(Condition.READY, "");
    }

    @Override
    public Keeper keeper(ModelCard card) {
        return card.id().equals("joute-grand") ? Keeper.JOUTE : Keeper.OPERATOR;
    }

    @Override
    public String folder() {
        return "/srv/joute/models";
    }

    @Override
    public List<String> found() {
        return List.of(BAD_FILE, FILE);
    }

    @Override
    public Facts facts(String file) {
        if (file.equals(BAD_FILE)) {
            throw new Refused(List.of("bad.gguf: it is no model"));
        }
        return new Facts(
                file,
                "/srv/joute/models/" + file,
                "mine",
                Optional.of("Mine"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("MIT"),
                8.03,
                4096,
                "Q4_K");
    }

    @Override
    public List<ModelCard> known() {
        return known;
    }

    @Override
    public String written(ModelCard card) {
        return "{\"id\": \"" + card.id() + "\",\n \"maker\": \"" + card.maker() + "\"}";
    }

    /** Only the two fields that {@link #written} writes are read: the real form is tested with the real file. */
    @Override
    public ModelCard read(String text) {
        if (!text.startsWith("{")) {
            throw new Refused(List.of("card.json:1:1: it is no JSON"));
        }
        String id = text.replaceAll("(?s).*\"id\": \"([^\"]+)\".*", "$1");
        String maker = text.replaceAll("(?s).*\"maker\": \"([^\"]+)\".*", "$1");
        ModelCard like = DemoServer.models().getFirst().card();
        return new ModelCard(
                id,
                "Corrected",
                "Joute",
                maker,
                "FR",
                "2026-11",
                "MIT",
                like.openness(),
                like.total(),
                like.active(),
                false,
                like.contextLength(),
                like.quantisation(),
                "FRA",
                1.2,
                Optional.empty(),
                like.description(),
                Optional.empty(),
                Optional.of("models/" + id + ".gguf"),
                like.status());
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(new Endpoint(
                "house",
                "joute-ecuyer",
                "mistral",
                "small",
                true,
                List.of(new Address("https://api.example.org/v1", Asking.RESTING)),
                Optional.of("0.0120 EUR"),
                Optional.of("2.0000 EUR"),
                Optional.of(new Failure(Instant.now(), "endpoint 'house': status 500"))));
    }

    @Override
    public Trial ask(String modelId, String question) {
        return modelId.equals("joute-ecuyer")
                ? new Trial(true, "It is <Canberra>.", 40_000_000, 900_000_000, 7, Optional.of("0.0001 EUR"))
                : new Trial(false, "it is resting", 0, 0, 0, Optional.empty());
    }
}
