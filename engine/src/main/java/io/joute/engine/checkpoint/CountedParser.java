package io.joute.engine.checkpoint;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.util.JsonParserDelegate;

/** Ends the reading of a value that has more parts than may be kept in memory. */
final class CountedParser extends JsonParserDelegate {
    private long left;

    CountedParser(JsonParser parser, long limit) {
        super(parser);
        this.left = limit;
    }

    @Override
    public @Nullable JsonToken nextToken() {
        if (left == 0) {
            throw new StreamConstraintsException("too many values");
        }
        left--;
        return super.nextToken();
    }

    @Override
    public @Nullable String nextName() {
        return nextToken() == JsonToken.PROPERTY_NAME ? currentName() : null;
    }
}
