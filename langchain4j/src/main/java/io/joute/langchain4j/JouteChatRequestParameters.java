package io.joute.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** LangChain4j's parameters and two that are Joute's own; what is not set is as in {@code GenerationSettings.DEFAULT}. */
public final class JouteChatRequestParameters extends DefaultChatRequestParameters {
    private final @Nullable Long seed;
    private final @Nullable Double minP;

    private JouteChatRequestParameters(Builder builder) {
        super(builder);
        this.seed = builder.seed;
        this.minP = builder.minP;
    }

    /** Begin with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Start of the random sequence: equal seeds give equal answers; null: another one for each request. */
    public @Nullable Long seed() {
        return seed;
    }

    /** Tokens less likely than this share of the most likely one are dropped; null: none is. */
    public @Nullable Double minP() {
        return minP;
    }

    @Override
    public JouteChatRequestParameters overrideWith(ChatRequestParameters that) {
        return builder().overrideWith(this).overrideWith(that).build();
    }

    @Override
    public JouteChatRequestParameters defaultedBy(ChatRequestParameters that) {
        return builder().overrideWith(that).overrideWith(this).build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof JouteChatRequestParameters that
                && Objects.equals(seed, that.seed)
                && Objects.equals(minP, that.minP);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), seed, minP);
    }

    @Override
    public String toString() {
        return "JouteChatRequestParameters{seed=" + seed + ", minP=" + minP + ", " + super.toString() + '}';
    }

    /** Collects parameters, as LangChain4j's own builders do. */
    public static final class Builder extends DefaultChatRequestParameters.Builder<Builder> {
        private @Nullable Long seed;
        private @Nullable Double minP;

        private Builder() {}

        /** Set the start of the random sequence. */
        public Builder seed(@Nullable Long seed) {
            this.seed = seed;
            return this;
        }

        /** Set the share of the most likely token's probability below which tokens are dropped, 0 to below 1. */
        public Builder minP(@Nullable Double minP) {
            this.minP = minP;
            return this;
        }

        @Override
        public Builder overrideWith(ChatRequestParameters parameters) {
            super.overrideWith(parameters);
            if (parameters instanceof JouteChatRequestParameters own) {
                seed = own.seed == null ? seed : own.seed;
                minP = own.minP == null ? minP : own.minP;
            }
            return this;
        }

        @Override
        public JouteChatRequestParameters build() {
            return new JouteChatRequestParameters(this);
        }
    }
}
