package io.joute.engine.grammar;

import io.joute.base.chat.JsonForm;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** A form as places to go through, byte by byte. Immutable, safe for any number of threads. */
public final class Grammar {
    private static final int DEEPEST = 64;
    private static final int LONGEST = 1 << 20;

    private final Node start;

    private Grammar(Node start) {
        this.start = start;
    }

    /**
     * The grammar of {@code form}.
     *
     * @throws UnsupportedSchemaException when its schema is none, uses a keyword that cannot be honoured, or allows nothing
     */
    public static Grammar of(JsonForm form) {
        JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .maxDocumentLength(LONGEST)
                                .build())
                        .build())
                .build();
        try {
            return new Grammar(SchemaCompiler.compile(mapper.readTree(form.schema())));
        } catch (JacksonException e) {
            throw new UnsupportedSchemaException("it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Why answers cannot be held to {@code form}: which keyword, and where; empty when they can. */
    public static Optional<String> objection(JsonForm form) {
        try {
            of(form);
            return Optional.empty();
        } catch (UnsupportedSchemaException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    Node start() {
        return start;
    }
}
