package io.joute.store.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.NodeReader;
import com.networknt.schema.utils.JsonNodes;
import io.joute.arena.catalog.ModelCard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes files of cards. Safe for any number of threads. */
public final class CatalogFile {
    /** The schema of such files. */
    public static final String SCHEMA = "/catalog/card.schema.json";

    /** The cards that come with Joute. */
    public static final String STARTER = "/catalog/starter.json";

    private static final String FORMAT = "joute-catalog-1";
    private static final int MOST_PROBLEMS = 20;

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();
    private final NodeReader reader =
            NodeReader.builder().jsonMapper(mapper).locationAware().build();
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource(SCHEMA), InputFormat.JSON);

    private record Whole(String format, List<CardForm> cards) {}

    /** The cards that come with Joute. */
    public List<ModelCard> starter() {
        return read("catalog/starter.json", resource(STARTER));
    }

    /**
     * The cards of a file.
     *
     * @param name of the file, for messages
     * @param text its whole text
     * @throws CatalogFileException naming each mistake with its line
     */
    public List<ModelCard> read(String name, String text) {
        JsonNode root = tree(name, text);
        List<String> problems = schema.validate(root).stream()
                .sorted(Comparator.comparingInt(error -> location(place(error)).getLineNr()))
                .map(error -> at(name, place(error)) + told(error))
                .limit(MOST_PROBLEMS)
                .toList();
        if (!problems.isEmpty()) {
            throw new CatalogFileException(problems);
        }
        return cards(name, root.get("cards"));
    }

    /** The text of a file with these cards. */
    public String write(List<ModelCard> cards) {
        return mapper.writeValueAsString(
                new Whole(FORMAT, cards.stream().map(CardForm::of).toList()));
    }

    private JsonNode tree(String name, String text) {
        try {
            return reader.readTree(text, InputFormat.JSON);
        } catch (JacksonException broken) {
            TokenStreamLocation where = broken.getLocation();
            String line = where == null ? "" : ":" + where.getLineNr() + ":" + where.getColumnNr();
            throw new CatalogFileException(List.of(name + line + ": it is no JSON: " + broken.getOriginalMessage()));
        }
    }

    private List<ModelCard> cards(String name, JsonNode array) {
        List<String> problems = new ArrayList<>();
        List<ModelCard> cards = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode node : array) {
            try {
                ModelCard card = mapper.treeToValue(node, CardForm.class).card();
                cards.add(card);
                if (!ids.add(card.id())) {
                    problems.add(at(name, node) + "the id '" + card.id() + "' is there twice, expected once");
                }
            } catch (IllegalArgumentException | JacksonException refused) {
                problems.add(at(name, node) + refused.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new CatalogFileException(problems);
        }
        return List.copyOf(cards);
    }

    /** Of a field that should not be there, the field; the object otherwise. */
    private static JsonNode place(Error error) {
        JsonNode object = error.getInstanceNode();
        String field = error.getProperty();
        return field != null && object.has(field) ? object.get(field) : object;
    }

    private static String told(Error error) {
        String place = error.getInstanceLocation().toString();
        return (place.isEmpty() ? "" : place + ": ") + error.getMessage();
    }

    private static String at(String name, JsonNode node) {
        TokenStreamLocation where = location(node);
        return name + ":" + where.getLineNr() + ":" + where.getColumnNr() + ": ";
    }

    private static TokenStreamLocation location(JsonNode node) {
        TokenStreamLocation known = JsonNodes.tokenStreamLocationOf(node);
        return known == null ? TokenStreamLocation.NA : known;
    }

    private static String resource(String path) {
        try (InputStream in = CatalogFile.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + path + ": build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + path + " from the jar", broken);
        }
    }
}
