package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.base.chat.Tool;
import io.joute.engine.tokenizer.Tokenizer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The template of a family that Joute knows, with a model's own vocabulary. */
final class FamilyTemplate implements ChatTemplate {
    private final Tokenizer tokenizer;
    private final Family family;
    private final Set<Integer> endOfTurn;

    /** Use the special tokens of {@code tokenizer}; throws {@link IllegalArgumentException} when one is missing. */
    FamilyTemplate(Tokenizer tokenizer, Family family) {
        this.tokenizer = tokenizer;
        this.family = family;
        family.required().forEach(mark -> required(tokenizer, mark));
        endOfTurn = ends(tokenizer, family.ends());
        if (endOfTurn.isEmpty()) {
            throw new IllegalArgumentException("no special token of " + family.ends()
                    + " and no end of text in the vocabulary, expected one that ends a turn");
        }
    }

    @Override
    public int[] encode(List<Message> messages, List<Tool> tools) {
        var prompt = new Prompt();
        family.write(prompt, messages, tools);
        return prompt.ids(tokenizer);
    }

    @Override
    public Set<Integer> endOfTurn() {
        return endOfTurn;
    }

    @Override
    public ToolSyntax toolSyntax() {
        return family.toolSyntax();
    }

    Family family() {
        return family;
    }

    /** The id of a special token that a template cannot do without. */
    static int required(Tokenizer tokenizer, String spelling) {
        return tokenizer
                .special(spelling)
                .orElseThrow(() -> new IllegalArgumentException("special token '" + spelling
                        + "' is missing from the vocabulary, expected by the chat template"));
    }

    /** The ids of those {@code marks} that there are, and of the end of text. */
    static Set<Integer> ends(Tokenizer tokenizer, Set<String> marks) {
        return Stream.concat(marks.stream().map(tokenizer::special), Stream.of(tokenizer.endOfText()))
                .flatMapToInt(id -> id.isPresent() ? IntStream.of(id.getAsInt()) : IntStream.empty())
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }
}
