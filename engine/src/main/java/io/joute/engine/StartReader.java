package io.joute.engine;

import io.joute.base.chat.ChatException;
import io.joute.base.chat.Message;
import io.joute.base.chat.TokenOdds;
import io.joute.base.chat.TokenRequest.Start;
import io.joute.base.chat.Tool;
import io.joute.engine.template.ChatTemplate;
import io.joute.engine.template.RefusedPromptException;
import io.joute.engine.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Makes token ids of what an answer goes on from, and reads them.
 *
 * @param engine that reads
 * @param template of conversations
 * @param beginsText whether the model wants begin-of-text before every text
 * @param forms what its answers can be held to
 */
record StartReader(Engine engine, ChatTemplate template, boolean beginsText, Forms forms) {
    /** The reader of an engine's own model. */
    StartReader(Engine engine, ChatTemplate template, boolean beginsText) {
        this(engine, template, beginsText, new Forms(engine.tokenizer(), template.endOfTurn()));
    }

    /** Ids, and whether the first one is the engine's own addition. */
    static final class Ids {
        private final int[] ids;
        private final boolean opened;

        private Ids(int[] ids, boolean opened) {
            this.ids = ids;
            this.opened = opened;
        }

        /** Not to be written to. */
        int[] ids() {
            return ids;
        }
    }

    /** The ids of {@code start}; at least one. */
    Ids ids(Start start) {
        Ids found = switch (start) {
            case Start.Conversation talk -> new Ids(conversation(talk.messages(), talk.tools()), false);
            case Start.Text text -> text(text.text());
            case Start.Tokens tokens ->
                new Ids(tokens.ids().stream().mapToInt(this::checked).toArray(), false);
        };
        if (found.ids().length == 0) {
            throw refused("the prompt is empty, and this model has no token that begins a text");
        }
        return found;
    }

    /** The ids of {@code messages} and of the opening of an answer. */
    int[] conversation(List<Message> messages, List<Tool> tools) {
        try {
            return template.encode(messages, tools);
        } catch (RefusedPromptException e) {
            throw new ModelFailure(
                    new ChatException(String.valueOf(e.getMessage()), new ChatException.Cause.Refused(), e));
        }
    }

    private Ids text(String text) {
        Tokenizer tokenizer = engine.tokenizer();
        OptionalInt begin = tokenizer.beginOfText();
        boolean opened = begin.isPresent() && (beginsText || text.isEmpty());
        IntStream before = opened ? IntStream.of(begin.getAsInt()) : IntStream.empty();
        return new Ids(
                IntStream.concat(before, IntStream.of(tokenizer.encode(text))).toArray(), opened);
    }

    private int checked(int id) {
        int size = engine.tokenizer().vocabularySize();
        if (id < 0 || id >= size) {
            throw refused("token id " + id + ", expected 0 to " + (size - 1));
        }
        return id;
    }

    private static ModelFailure refused(String message) {
        return new ModelFailure(new ChatException(message, new ChatException.Cause.Refused()));
    }

    /** Refuse what takes {@code needed} tokens where the context has fewer. */
    void requireRoom(int needed) {
        if (needed > engine.contextLength()) {
            throw new ModelFailure(new ChatException(
                    "prompt and answer need " + needed + " tokens or more, the context has " + engine.contextLength()
                            + ": shorten the prompt",
                    new ChatException.Cause.ContextFull(needed, engine.contextLength())));
        }
    }

    /** All of {@code start} with its odds. */
    List<TokenOdds> read(Start start, int likeliest) {
        Ids ids = ids(start);
        requireRoom(ids.ids().length);
        List<TokenOdds> all = new ArrayList<>();
        read(Guard.guarded(engine::newSession), ids, likeliest, all::add);
        return all;
    }

    /** Read {@code prompt} and tell its tokens; logits after the last. What {@code tokens} throws passes through. */
    float[] read(Session session, Ids prompt, int likeliest, Consumer<? super TokenOdds> tokens) {
        int[] ids = prompt.ids();
        if (!prompt.opened) {
            tokens.accept(Odds.first(engine.tokenizer(), ids[0]));
        }
        float[][] last = {{}};
        PositionLogits teller = (position, logits) -> {
            if (position + 1 < ids.length) {
                tokens.accept(Odds.after(engine, session, position, logits).of(ids[position + 1], likeliest));
            } else {
                last[0] = logits;
            }
        };
        session.logits(ids, teller, Guard::guarded);
        return last[0];
    }
}
