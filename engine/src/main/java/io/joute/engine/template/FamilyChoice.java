package io.joute.engine.template;

import io.joute.base.chat.Message;
import io.joute.engine.tokenizer.Tokenizer;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides whether a template's text is that of a family that Joute knows: by what it writes. The text is run in the sandbox
 * on three conversations; the family whose own code writes the same characters is the one. A fine-tune that kept a family's
 * special tokens but not its format is thus told apart, and a published text that was reformatted is not.
 *
 * <p>Some published texts (Qwen 3's) ask for more of Jinja than the sandbox has. They are taken for the family whose marks they
 * write, provided that they write no others, and open the assistant's turn with nothing more.
 */
final class FamilyChoice {
    private static final String ASKED = "Probe u.";

    // Spaces at the ends and thoughts, since families differ in what they drop.
    private static final Message SYSTEM = Message.system(" Probe s. ");
    private static final Message USER = Message.user(" " + ASKED + "\n");
    private static final Message ASSISTANT = Message.assistant("<think>\nProbe t.\n</think>\n\nProbe a. ");
    private static final List<Message> QUESTION = List.of(USER);
    private static final List<Message> TALK = List.of(USER, ASSISTANT, Message.user("Probe v."));
    private static final List<Message> INSTRUCTED = List.of(SYSTEM, USER, ASSISTANT, Message.user("Probe v."));

    private static final Pattern MARK =
            Pattern.compile("<\\|\\w{1,40}\\|>|\\[/?[A-Z_]{3,40}]|<\\w{1,20}_of_\\w{1,20}>");
    private static final Set<String> CHAT_ML_MARKS = Set.of(ChatMlFamily.START, "<|im_end|>", "<|endoftext|>");
    private static final Pattern DATE = Pattern.compile("date_string = \"([^\"]{1,40})\"");

    private final String text;
    private final JinjaTemplate written;
    private final Clock clock;

    FamilyChoice(String text, JinjaTemplate written, Clock clock) {
        this.text = text;
        this.written = written;
        this.clock = clock;
    }

    /**
     * The family, or nothing when the text is to be run as it is.
     *
     * @throws IllegalArgumentException when the text neither is a family's nor works
     */
    Optional<Family> family() {
        String question;
        try {
            question = written.shown(QUESTION);
        } catch (RefusedPromptException e) {
            return Optional.of(assumed(e));
        }
        if (!question.contains(ASKED)) {
            throw new IllegalArgumentException("the prompt that it makes lacks the user's message: expected it inside");
        }
        return candidates(question).stream()
                .filter(family -> question.equals(shown(family, QUESTION)))
                .filter(family -> agrees(family, TALK) && agrees(family, INSTRUCTED))
                .findFirst();
    }

    /** What a family does with a conversation that the text refuses is its own affair. */
    private boolean agrees(Family family, List<Message> messages) {
        String expected;
        try {
            expected = written.shown(messages);
        } catch (RefusedPromptException e) {
            return true;
        }
        return expected.equals(shown(family, messages));
    }

    private static String shown(Family family, List<Message> messages) {
        var prompt = new Prompt();
        family.write(prompt, messages, List.of());
        return prompt.shown();
    }

    private List<Family> candidates(String question) {
        List<Family> candidates = new ArrayList<>();
        if (text.contains(Llama3Family.HEADER_START)) {
            candidates.add(new Llama3Family(Optional.empty()));
            candidates.add(new Llama3Family(Optional.of(this::today)));
            fixedDate().ifPresent(date -> candidates.add(new Llama3Family(Optional.of(() -> date))));
        }
        if (text.contains(GemmaFamily.START)) {
            candidates.add(new GemmaFamily());
        }
        if (text.contains("im_start")) {
            String system = between(question, ChatMlFamily.START + "system\n", "<|im_end|>");
            candidates.add(new ChatMlFamily(system, false));
            candidates.add(new ChatMlFamily(system, true));
        }
        if (text.contains(MistralFamily.INSTRUCTION)) {
            for (MistralVersion version : MistralVersion.values()) {
                boolean marksCalls = version.tools() == MistralVersion.Tools.MARKS;
                if (marksCalls == text.contains("[ARGS]")) {
                    candidates.add(new MistralFamily(version, version.marksSystem() ? this::mistralSystem : () -> ""));
                }
            }
        }
        return candidates;
    }

    private Family assumed(RefusedPromptException failure) {
        boolean chatMl = text.contains(ChatMlFamily.START);
        Matcher marks = MARK.matcher(text);
        while (marks.find()) {
            chatMl &= CHAT_ML_MARKS.contains(marks.group());
        }
        String opening = text.substring(Math.max(0, text.lastIndexOf("add_generation_prompt")));
        if (!chatMl || (opening.contains("<think>") && !opening.contains("enable_thinking"))) {
            throw new IllegalArgumentException(
                    failure.getMessage() + ", and its family is unknown. Choose a model of the "
                            + "families Llama 3, Mistral, Gemma or Qwen.");
        }
        return new ChatMlFamily("", text.contains("</think>"));
    }

    private String today() {
        return TemplateFunctions.formatted(LocalDateTime.now(clock), "%d %b %Y");
    }

    /** The date that some texts write on every day. */
    private Optional<String> fixedDate() {
        Matcher date = DATE.matcher(text);
        return date.find() ? Optional.of(date.group(1)) : Optional.empty();
    }

    /** What the text says by itself, some with the date of the day. */
    private String mistralSystem() {
        return between(written.shown(QUESTION), MistralFamily.SYSTEM, "[/SYSTEM_PROMPT]");
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start);
        int to = text.indexOf(end, from + start.length());
        return from < 0 || to < 0 ? "" : text.substring(from + start.length(), to);
    }

    /** The family whose special tokens a vocabulary has. */
    static Optional<Family> bySpecialTokens(Tokenizer tokenizer) {
        if (tokenizer.special(Llama3Family.HEADER_START).isPresent()) {
            return Optional.of(new Llama3Family(Optional.empty()));
        }
        if (tokenizer.special(GemmaFamily.START).isPresent()) {
            return Optional.of(new GemmaFamily());
        }
        if (tokenizer.special(ChatMlFamily.START).isPresent()) {
            return Optional.of(new ChatMlFamily("", false));
        }
        if (tokenizer.special(MistralFamily.INSTRUCTION).isPresent()) {
            return Optional.of(new MistralFamily(mistralVersion(tokenizer), () -> ""));
        }
        return Optional.empty();
    }

    private static MistralVersion mistralVersion(Tokenizer tokenizer) {
        if (tokenizer.special("[ARGS]").isPresent()) {
            return MistralVersion.V11;
        }
        if (tokenizer.special(MistralFamily.SYSTEM).isPresent()) {
            return MistralVersion.V7;
        }
        return tokenizer.beginsTextWithSpace() ? MistralVersion.V3 : MistralVersion.V3_TEKKEN;
    }
}
