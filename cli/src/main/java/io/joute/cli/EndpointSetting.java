package io.joute.cli;

import java.util.Arrays;
import java.util.Optional;

/** Everything that can be set of an endpoint: {@code endpoints.NAME.SETTING} in the file, or a variable. */
enum EndpointSetting {
    PROVIDER(
            "provider",
            "anthropic, openai, gemini, mistral or compatible",
            "compatible",
            "Who serves the model; compatible is any server that speaks like OpenAI's: vLLM, SGLang, llama-server, Ollama, LM"
                    + " Studio, OpenRouter, Hugging Face."),
    ADDRESS(
            "address",
            "an address such as https://host/v1, or several of the same model",
            "the provider's own",
            "Where it is served. Several addresses are replicas of one model: the least busy is asked, another when that one"
                    + " fails before its first token."),
    PRIVATE_ADDRESS(
            "private-address",
            "true or false",
            "false",
            "Whether the address may be this machine or its network, and plain http. Cloud metadata stays out of reach."),
    MODEL("model", "the provider's name of the model", "", "Which model to ask there. Must be set."),
    KEY_VARIABLE(
            "key-variable",
            "the name of a variable, of capitals, digits and underscores",
            "",
            "The variable of the environment that holds the key. The key itself is never written in a setting."),
    KEY_FILE("key-file", "a file that holds the key and nothing else", "", "The file that holds the key, instead."),
    CARD(
            "card",
            "the id of a card, of lower-case letters, digits, dots and hyphens",
            "the endpoint's name",
            "The model's card: one that Joute knows (joute endpoints cards), one of the catalogue, or a new one that"
                    + " card.name and the others below describe."),
    CARD_NAME("card.name", "some text", "", "Describe a new card: the model's name, as its maker writes it."),
    CARD_MAKER("card.maker", "some text", "", "Who made it."),
    CARD_COUNTRY("card.country", "two capitals", "", "Where the maker is."),
    CARD_FAMILY("card.family", "some text", "the name", "Such as Llama 3.1."),
    CARD_RELEASED("card.released", "YYYY-MM or YYYY-MM-DD", "", "When it was published."),
    CARD_LICENCE("card.licence", "some text", "proprietary", "Its licence."),
    CARD_OPENNESS(
            "card.openness",
            "open_source, semi_open or proprietary",
            "proprietary",
            "Whether weights, data and code are public, weights only, or nothing."),
    CARD_PARAMETERS(
            "card.parameters",
            "billions, such as 70 or 100-400",
            "",
            "How big it is: a number where it is known, a range where it is somebody's estimate."),
    CARD_ACTIVE("card.active", "billions, such as 12 or 20-60", "all", "Parameters used for one token."),
    CARD_ZONE("card.zone", "three capitals, such as FRA or USA", "WOR", "Electricity mix of the data centre."),
    CARD_PUE("card.pue", "1 to 3", "1.2", "Power usage effectiveness of the data centre."),
    CONTEXT("context", "1 to 2000000000", "the card's, or 8192", "Tokens that prompt and answer may take together."),
    PRICE_IN("price-in", "0 or more", "0", "Price of a million tokens read."),
    PRICE_OUT("price-out", "0 or more", "0", "Price of a million tokens written, reasoning included."),
    CURRENCY("currency", "three capitals", "USD", "What prices are in; only shown."),
    PER_DAY(
            "per-day",
            "what one answer may cost, or more",
            "no limit",
            "What a day (UTC) may cost. What an answer may cost at most is set aside before it is asked for."),
    CONCURRENCY("concurrency", "1 to 10000", "8", "Answers at once; others wait."),
    CONNECT_SECONDS("connect-seconds", "0.1 to 3600", "5", "How long a connection may take."),
    FIRST_TOKEN_SECONDS("first-token-seconds", "0.1 to 3600", "30", "How long the first token may take."),
    BETWEEN_TOKENS_SECONDS("between-tokens-seconds", "0.1 to 3600", "15", "How long each further token may take."),
    TOTAL_SECONDS("total-seconds", "0.1 to 3600", "120", "How long the whole answer may take."),
    SEND_TEMPERATURE("send-temperature", "true or false", "true", "Set false for models that refuse a temperature."),
    THINKING_TOKENS(
            "thinking-tokens",
            "1 to 1000000",
            "as the provider does",
            "How many tokens a model of Anthropic or Google may think; they count as output."),
    REASONING_EFFORT(
            "reasoning-effort",
            "a word such as low, medium or high",
            "as the provider does",
            "How hard a model of OpenAI or a compatible server should think.");

    private final String key;
    private final String expected;
    private final String standard;
    private final String description;

    EndpointSetting(String key, String expected, String standard, String description) {
        this.key = key;
        this.expected = expected;
        this.standard = standard;
        this.description = description;
    }

    /** Its name, after the endpoint's. */
    String key() {
        return key;
    }

    /** What values it takes, in words. */
    String expected() {
        return expected;
    }

    /** What holds when nothing is set, in words; empty when that is nothing. */
    String standard() {
        return standard;
    }

    /** What it is for. */
    String description() {
        return description;
    }

    /** Whether a wrong value might be a key, put in the wrong place: it is never shown. */
    boolean secret() {
        return this == KEY_VARIABLE || this == KEY_FILE;
    }

    /** The setting with this key. */
    static Optional<EndpointSetting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }
}
