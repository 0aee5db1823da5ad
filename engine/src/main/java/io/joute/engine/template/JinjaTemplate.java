package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.base.chat.Role;
import io.joute.base.chat.Tool;
import io.joute.engine.tokenizer.Tokenizer;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** A file's own template, of a family that Joute does not know, run in the box. */
final class JinjaTemplate implements ChatTemplate {
    /** What ends turns in families that are not Joute's; those that a vocabulary has. */
    private static final Set<String> ENDS = Set.of(
            "<|im_end|>",
            "<|eot_id|>",
            "<|eom_id|>",
            "<|end_of_text|>",
            "<end_of_turn>",
            "<|end|>",
            "<|endoftext|>",
            "</s>");

    private final Tokenizer tokenizer;
    private final JinjaBox box;
    private final Clock clock;
    private final boolean beginsText;
    private final SpecialSpellings specials;
    private final Set<Integer> endOfTurn;

    /**
     * Run {@code box} for a vocabulary.
     *
     * @param beginsText whether the model wants begin-of-text first, even where the template does not write it
     * @throws IllegalArgumentException when nothing could end a turn
     */
    JinjaTemplate(Tokenizer tokenizer, JinjaBox box, Clock clock, boolean beginsText) {
        this.tokenizer = tokenizer;
        this.box = box;
        this.clock = clock;
        this.beginsText = beginsText;
        this.specials = new SpecialSpellings(tokenizer);
        this.endOfTurn = FamilyTemplate.ends(tokenizer, ENDS);
        if (endOfTurn.isEmpty()) {
            throw new IllegalArgumentException(
                    "no end of text in the vocabulary, expected one: answers would never end");
        }
    }

    @Override
    public int[] encode(List<Message> messages, List<Tool> tools) {
        boolean calls = messages.stream()
                .anyMatch(message ->
                        message.role() == Role.TOOL || !message.toolCalls().isEmpty());
        if (calls || !tools.isEmpty()) {
            throw new RefusedPromptException("tools: Joute does not know how this model asks for them");
        }
        String separator =
                SpecialSpellings.separator(messages.stream().map(Message::text).toList());
        String rendered =
                render(messages.stream().map(message -> map(message, separator)).toList());
        int[] ids = specials.prompt(rendered, separator).ids(tokenizer);
        OptionalInt begin = beginsText ? tokenizer.beginOfText() : OptionalInt.empty();
        return begin.isPresent() && (ids.length == 0 || ids[0] != begin.getAsInt()) ? with(begin.getAsInt(), ids) : ids;
    }

    /** What the template makes of {@code messages}, in the characters it writes. */
    String shown(List<Message> messages) {
        return render(messages.stream().map(message -> map(message, "")).toList());
    }

    private String render(List<Map<String, Object>> messages) {
        LocalDateTime now = LocalDateTime.now(clock);
        Map<String, Object> variables = new HashMap<>();
        variables.put("messages", messages);
        variables.put("add_generation_prompt", true);
        variables.put("bos_token", spelling(tokenizer.beginOfText()));
        variables.put("eos_token", spelling(tokenizer.endOfText()));
        variables.put(TemplateFunctions.NOW, now.withNano(0).toString());
        if (box.asksForDate()) {
            // Jinjava does not know that a function is defined: what the template would compute is given instead.
            variables.put("date_string", TemplateFunctions.formatted(now, "%d %b %Y"));
        }
        return box.render(variables);
    }

    private Map<String, Object> map(Message message, String separator) {
        return Map.of(
                "role",
                message.role().name().toLowerCase(Locale.ROOT),
                "content",
                separator.isEmpty() ? message.text() : specials.broken(message.text(), separator));
    }

    private String spelling(OptionalInt id) {
        return id.isPresent() ? tokenizer.piece(id.getAsInt()) : "";
    }

    private static int[] with(int first, int[] rest) {
        int[] all = new int[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    @Override
    public Set<Integer> endOfTurn() {
        return endOfTurn;
    }

    @Override
    public ToolSyntax toolSyntax() {
        return ToolSyntax.NONE;
    }
}
