package io.joute.arena.duel;

import io.joute.base.chat.ChatRequest;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a visitor may send, and how much of it fits. */
final class Rules {
    private static final Set<String> LOCALES = Set.of("fr", "en");
    /**
     * More characters than this a token on average, a text surely does not fit. A tokenizer alone knows for sure; it
     * says so through a full context.
     */
    private static final int CHARACTERS_PER_TOKEN = 8;

    private final DuelSettings settings;

    Rules(DuelSettings settings) {
        this.settings = settings;
    }

    /** The prompt, trimmed. */
    String prompt(String typed) {
        String prompt = typed.strip();
        if (prompt.isEmpty()) {
            throw invalid("prompt", "is empty, expected some text");
        }
        if (prompt.codePoints().anyMatch(Rules::isSurrogate)) {
            throw invalid("prompt", "has half a character, expected whole ones");
        }
        int characters = characters(prompt);
        if (characters > settings.maxPromptCharacters()) {
            throw tooLong(characters, settings.maxPromptCharacters());
        }
        return prompt;
    }

    void visitor(String visitor) {
        if (visitor.isBlank()) {
            throw invalid("visitor", "is blank, expected the hash of a cookie");
        }
    }

    void locale(String locale) {
        if (!LOCALES.contains(locale)) {
            throw invalid("locale", "is '" + locale + "', expected one of " + LOCALES);
        }
    }

    /** What is recorded of an agreement, where there are terms to agree to. */
    Optional<Consent> consent(OpenDuel.Agreement agreement, Optional<Terms> terms) {
        if (terms.map(Terms::version)
                .filter(version -> !version.equals(agreement.terms()))
                .isPresent()) {
            throw new DuelException(
                    "terms '" + agreement.terms() + "' are accepted, expected '"
                            + terms.map(Terms::version).orElse("") + "'",
                    new DuelException.Reason.Consent());
        }
        return terms.map(accepted -> new Consent(accepted, agreement.publication()));
    }

    /** How answers of these contestants are drawn: the same for both, fitting the smaller one. */
    GenerationSettings generation(Collection<Contestant> contestants, long seed) {
        int half = Math.max(1, context(contestants) / 2);
        GenerationSettings generation = settings.generation().withSeed(seed);
        return generation.withMaxOutputTokens(Math.min(generation.maxOutputTokens(), half));
    }

    /** Refuse what surely does not fit the smaller context, without saying whose it is. */
    void fits(List<List<Message>> conversations, Collection<Contestant> contestants, int outputTokens) {
        long limit = Math.max(0L, context(contestants) - outputTokens) * CHARACTERS_PER_TOKEN;
        long prompt = characters(conversations.getFirst().getLast().text());
        long longest = conversations.stream().mapToLong(Rules::characters).max().orElse(0);
        if (longest > limit) {
            throw tooLong(prompt, Math.max(0, limit - (longest - prompt)));
        }
    }

    /** What a side is asked: its own answers so far, then the last prompt. */
    static List<Message> conversation(Duel duel, Side side) {
        return conversation(duel.turns(), side);
    }

    /** Prompts and a side's answers of these turns. */
    static List<Message> conversation(List<Duel.Turn> turns, Side side) {
        List<Message> messages = new ArrayList<>();
        for (Duel.Turn turn : turns) {
            messages.add(Message.user(turn.asked().prompt()));
            turn.answered(side).ifPresent(answer -> messages.add(Message.assistant(answer.text())));
        }
        return messages;
    }

    /**
     * What a side is asked in one turn. The seed moves on with each failure: an empty answer asked again must not be the
     * same empty answer.
     */
    static ChatRequest request(Duel duel, int index, Side side) {
        Duel.Turn turn = duel.turns().get(index);
        List<Message> messages = conversation(duel.turns().subList(0, index), side);
        messages.add(Message.user(turn.asked().prompt()));
        GenerationSettings settings = duel.opened().settings();
        return new ChatRequest(
                messages, settings.withSeed(settings.seed() + turn.failures().getOrDefault(side, 0)));
    }

    /** Whether a model has the room that these settings and this prompt take. */
    static boolean hasRoom(Contestant contestant, GenerationSettings settings, String prompt) {
        long context = contestant.model().contextLength();
        return context / 2 >= settings.maxOutputTokens()
                && characters(prompt) <= (context - settings.maxOutputTokens()) * CHARACTERS_PER_TOKEN;
    }

    static DuelException invalid(String field, String found) {
        return new DuelException(field + " " + found, new DuelException.Reason.Invalid(field));
    }

    private static DuelException tooLong(long characters, long limit) {
        return new DuelException(
                "prompt has " + characters + " characters, expected at most " + limit,
                new DuelException.Reason.TooLong(characters, limit));
    }

    private static int context(Collection<Contestant> contestants) {
        return contestants.stream()
                .mapToInt(contestant -> contestant.model().contextLength())
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static long characters(List<Message> conversation) {
        return conversation.stream()
                .mapToLong(message -> characters(message.text()))
                .sum();
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
