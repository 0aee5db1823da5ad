package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.server.api.v1.ApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs get that speak OpenAI's interface. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class V1Test {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HELLO =
            "\"model\":\"words\",\"messages\":[{\"role\":\"user\",\"content\":\"hello you\"}]";

    private final ModelServer server = new ModelServer(Optional.empty(), true);

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void listsTheModelsWhoseTokensAreAtHand() {
        JsonNode list = JSON.readTree(get("/v1/models").body());

        assertThat(list.get("object").stringValue()).isEqualTo("list");
        assertThat(list.get("data")).hasSize(1);
        assertThat(list.at("/data/0/id").stringValue()).isEqualTo("words");
        assertThat(list.at("/data/0/object").stringValue()).isEqualTo("model");
        assertThat(JSON.readTree(get("/v1/models/words").body())).isEqualTo(list.at("/data/0"));
        assertThat(get("/v1/models/remote").status()).isEqualTo(404);
    }

    @Test
    void chatsWithUsageAndEnergy() {
        RawClient.Answer answer = chat("{" + HELLO + ",\"seed\":7}");
        JsonNode body = JSON.readTree(answer.body());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body.get("object").stringValue()).isEqualTo("chat.completion");
        assertThat(body.get("id").stringValue()).startsWith("chatcmpl-");
        assertThat(body.at("/choices/0/message/content").stringValue()).isEqualTo("7: hello you");
        assertThat(body.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
        assertThat(body.at("/choices/0/logprobs").isNull()).isTrue();
        assertThat(body.at("/usage/prompt_tokens").intValue()).isEqualTo(5);
        assertThat(body.at("/usage/total_tokens").intValue()).isEqualTo(8);
        JsonNode energy = body.at("/usage/energy");
        assertThat(energy.get("low").doubleValue()).isLessThan(energy.get("mid").doubleValue());
        assertThat(energy.get("mid").doubleValue())
                .isLessThan(energy.get("high").doubleValue());
        assertThat(energy.get("method").stringValue()).isEqualTo("ecologits-0.9+joute-band");
        assertThat(energy.at("/measured/value").doubleValue()).isEqualTo(0.002);
        assertThat(Double.parseDouble(answer.header("Joute-Energy-Wh")))
                .isEqualTo(energy.get("mid").doubleValue());
        assertThat(answer.header("X-Request-Id")).isEqualTo(body.get("id").stringValue());
        assertThat(answer.header("Joute-Energy-Measured-Wh")).isEqualTo("0.002");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void streamsChunksInOrderAndEndsWithUsageAndDone() {
        RawClient.Answer answer =
                chat("{" + HELLO + ",\"seed\":7,\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
        List<JsonNode> chunks = chunks(answer);

        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        assertThat(answer.body())
                .endsWith("data: [DONE]\n\n")
                .doesNotContain("event:")
                .doesNotContain("id: ");
        assertThat(chunks).allMatch(chunk -> chunk.get("object").stringValue().equals("chat.completion.chunk"));
        assertThat(chunks.getFirst().at("/choices/0/delta/role").stringValue()).isEqualTo("assistant");
        assertThat(text(chunks, "/choices/0/delta/content")).isEqualTo("7: hello you");
        JsonNode last = chunks.get(chunks.size() - 2);
        assertThat(last.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
        assertThat(last.get("usage").isNull()).isTrue();
        assertThat(chunks.getLast().get("choices")).isEmpty();
        assertThat(chunks.getLast().at("/usage/completion_tokens").intValue()).isEqualTo(3);
        assertThat(chunks.getLast().at("/usage/energy/mid").doubleValue()).isPositive();
    }

    @Test
    void tellsHowLikelyEachTokenWas() {
        String asked = "{" + HELLO + ",\"seed\":7,\"logprobs\":true,\"top_logprobs\":2";
        JsonNode content = JSON.readTree(chat(asked + "}").body()).at("/choices/0/logprobs/content");

        // The token that ends an answer is not part of it.
        assertThat(content).hasSize(3);
        assertThat(content.at("/0/token").stringValue()).isEqualTo("7:");
        assertThat(content.at("/0/logprob").doubleValue()).isEqualTo(-0.5);
        assertThat(content.at("/1/bytes")).hasSize(6);
        assertThat(content.at("/0/top_logprobs/1/token").stringValue()).isEqualTo(" two");

        List<JsonNode> streamed = chunks(chat(asked + ",\"stream\":true}"));
        List<JsonNode> tokens = new ArrayList<>();
        streamed.forEach(chunk -> chunk.at("/choices/0/logprobs/content").forEach(tokens::add));
        assertThat(tokens).hasSize(3);
        assertThat(JSON.createArrayNode().addAll(tokens)).isEqualTo(content);
    }

    @Test
    void givesSeveralAnswersEachWithASeedOfItsOwn() {
        JsonNode body = JSON.readTree(chat("{" + HELLO + ",\"seed\":7,\"n\":2}").body());
        assertThat(body.at("/choices/0/message/content").stringValue()).startsWith("7:");
        assertThat(body.at("/choices/1/message/content").stringValue()).startsWith("8:");
        assertThat(body.at("/choices/1/index").intValue()).isEqualTo(1);
        assertThat(body.at("/usage/prompt_tokens").intValue()).isEqualTo(5);
    }

    @Test
    void passesToolCallsOn() {
        String tools = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{}}}]";
        JsonNode body = JSON.readTree(chat("{" + HELLO + tools + "}").body());
        assertThat(body.at("/choices/0/finish_reason").stringValue()).isEqualTo("tool_calls");
        assertThat(body.at("/choices/0/message/content").isNull()).isTrue();
        assertThat(body.at("/choices/0/message/tool_calls/0/function/name").stringValue())
                .isEqualTo("weather");
        List<JsonNode> chunks = chunks(chat("{" + HELLO + tools + ",\"stream\":true}"));
        assertThat(chunks.get(1).at("/choices/0/delta/tool_calls/0/index").intValue())
                .isZero();
        assertThat(chunks.get(1)
                        .at("/choices/0/delta/tool_calls/0/function/arguments")
                        .stringValue())
                .isEqualTo("{\"x\":1}");
        assertThat(chunks.getLast().at("/choices/0/finish_reason").stringValue())
                .isEqualTo("tool_calls");
        assertThat(JSON.readTree(chat("{" + HELLO + tools + ",\"tool_choice\":\"none\"}")
                                .body())
                        .at("/choices/0/finish_reason")
                        .stringValue())
                .isEqualTo("stop");
    }

    @Test
    void takesTheResultOfAToolBack() {
        String call = "{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}";
        String asked = "{\"model\":\"words\",\"seed\":7,\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
                + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" + call + "]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":\"rain\"}]}";
        assertThat(said(chat(asked))).isEqualTo("7: rain");

        RawClient.Answer refused = chat(asked.replace("assistant", "user"));
        assertThat(JSON.readTree(refused.body()).at("/error/param").stringValue())
                .isEqualTo("messages[1].content");
    }

    /** The body that lm-evaluation-harness's local-completions sends to score continuations, and how it reads the answer. */
    @ParameterizedTest
    @ValueSource(strings = {"[[0,1,3],[0,4]]", "[\"é one three\",\"é four\"]"})
    void scoresPromptsAsLmEvaluationHarnessAsks(String prompts) {
        RawClient.Answer answer = complete("{\"model\":\"words\",\"prompt\":" + prompts
                + ",\"temperature\":0,\"max_tokens\":1,\"logprobs\":1,\"seed\":1234,\"echo\":true}");
        JsonNode choices = JSON.readTree(answer.body()).get("choices");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(choices).hasSize(2);
        JsonNode first = choices.at("/0/logprobs");
        assertThat(first.get("token_logprobs")).hasSize(4);
        assertThat(first.at("/token_logprobs/0").isNull()).isTrue();
        // With a context of one token: " one" is what the model would have said, " three" is not.
        assertThat(first.at("/token_logprobs/1").doubleValue()).isEqualTo(-0.5);
        assertThat(largest(first.at("/top_logprobs/1"))).isEqualTo(-0.5);
        assertThat(first.at("/token_logprobs/2").doubleValue()).isEqualTo(-0.25);
        assertThat(choices.at("/0/text").stringValue()).startsWith("é one three");
        assertThat(first.at("/text_offset/2").intValue()).isEqualTo(5);
        assertThat(choices.at("/1/logprobs/token_logprobs")).hasSize(3);
    }

    private static double largest(JsonNode candidates) {
        double most = Double.NEGATIVE_INFINITY;
        for (JsonNode each : candidates) {
            most = Math.max(most, each.doubleValue());
        }
        return most;
    }

    /** The body that it sends to have answers generated. */
    @Test
    void generatesAsLmEvaluationHarnessAsks() {
        JsonNode body = JSON.readTree(complete("{\"prompt\":[\"Q: two\",\"Q: three\"],\"model\":\"words\","
                        + "\"max_tokens\":256,\"temperature\":0,\"stop\":[\"Q:\",\"\\n\\n\"],\"seed\":1234}")
                .body());
        assertThat(body.get("object").stringValue()).isEqualTo("text_completion");
        assertThat(body.at("/choices/1/text").stringValue()).isEqualTo("1234: Q: three");
        assertThat(body.at("/choices/1/index").intValue()).isEqualTo(1);
    }

    /** The body that its local-chat-completions sends: each message says that it is text, which OpenAI's do not. */
    @Test
    void chatsAsLmEvaluationHarnessAsks() {
        String asked = "{\"messages\":[{\"role\":\"system\",\"content\":\"Be short.\",\"type\":\"text\"},"
                + "{\"role\":\"user\",\"content\":\"Q: two\",\"type\":\"text\"}],\"model\":\"words\",\"max_tokens\":256,"
                + "\"temperature\":0,\"stop\":[\"Q:\",\"</s>\"],\"seed\":1234}";
        assertThat(said(chat(asked))).isEqualTo("1234: Q: two");

        JsonNode error = JSON.readTree(
                chat(asked.replace("\"type\":\"text\"", "\"type\":\"image\"")).body());
        assertThat(error.at("/error/param").stringValue()).isEqualTo("messages[0].type");
    }

    @Test
    void onlyReadsAPromptWhenNothingIsToFollow() {
        JsonNode body = JSON.readTree(
                complete("{\"model\":\"words\",\"prompt\":[0,1],\"max_tokens\":0,\"echo\":true,\"logprobs\":0}")
                        .body());
        assertThat(body.at("/choices/0/text").stringValue()).isEqualTo("é one");
        assertThat(body.at("/choices/0/logprobs/tokens")).hasSize(2);
        assertThat(body.at("/choices/0/logprobs/top_logprobs").isNull()).isTrue();
        assertThat(body.at("/choices/0/finish_reason").stringValue()).isEqualTo("length");
        assertThat(body.at("/usage/prompt_tokens").intValue()).isEqualTo(2);
        assertThat(body.at("/usage/completion_tokens").intValue()).isZero();
    }

    @Test
    void streamsACompletionWithItsPrompt() {
        List<JsonNode> chunks = chunks(complete("{\"model\":\"words\",\"prompt\":\"é one\",\"echo\":true,"
                + "\"logprobs\":1,\"seed\":3,\"stream\":true,\"stream_options\":{\"include_usage\":true}}"));
        assertThat(text(chunks, "/choices/0/text")).isEqualTo("é one3: é one");
        assertThat(chunks.getFirst().at("/choices/0/logprobs/tokens")).hasSize(3);
        assertThat(chunks.getFirst().at("/choices/0/logprobs/text_offset/2").intValue())
                .isEqualTo(5);
        assertThat(chunks.getLast().at("/usage/total_tokens").intValue()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | model | null | Missing",
                "{\"model\":7} | model | null | string",
                "{\"model\":\"none\",\"messages\":[]} | model | model_not_found | does not exist",
                "{\"model\":\"words\"} | messages | null | array",
                "{\"model\":\"words\",\"messages\":[{\"role\":\"user\"}]} | messages[0].content | null | Missing",
                "{\"model\":\"words\",\"messages\":[{\"role\":\"x\",\"content\":\"\"}]} | messages[0].role | null | tool",
                "{HELLO,\"temperature\":3} | temperature | null | 0.0 to 2.0",
                "{HELLO,\"temperature\":\"1\"} | temperature | null | number",
                "{HELLO,\"max_tokens\":0} | max_tokens | null | 1 to",
                "{HELLO,\"n\":99} | n | null | 1 to 16",
                "{HELLO,\"seed\":1.5} | seed | null | whole",
                "{HELLO,\"stop\":[1]} | stop | null | strings",
                "{HELLO,\"top_logprobs\":2} | top_logprobs | null | logprobs",
                "{HELLO,\"logprobs\":true,\"top_logprobs\":21} | top_logprobs | null | 20",
                "{HELLO,\"presence_penalty\":0.5} | presence_penalty | unsupported_parameter | supported",
                "{HELLO,\"logit_bias\":{\"5\":1}} | logit_bias | unsupported_parameter | supported",
                "{HELLO,\"stream_options\":{}} | stream_options | null | stream",
                "{HELLO,\"nonsense\":1} | nonsense | unknown_parameter | nonsense",
                "{HELLO,\"response_format\":\"json\"} | response_format | null | object",
                "{HELLO,\"response_format\":{}} | response_format.type | null | Missing",
                "{HELLO,\"response_format\":{\"type\":\"xml\"}} | response_format.type | null | json_schema",
                "{HELLO,\"response_format\":{\"type\":\"json_schema\"}} | response_format.json_schema | null | Missing",
                "{HELLO,FORM{\"name\":\"x\"}}} | response_format.json_schema.schema | null | Missing",
                "{HELLO,FORM{\"schema\":{}}}} | response_format.json_schema.name | null | Missing",
                "{HELLO,FORM{\"name\":\"x\",\"schema\":{}}}} | response_format.json_schema.schema | unsupported_parameter | #/properties/a: keyword 'pattern'",
                "{HELLO,FORM{\"name\":\"x\",\"schema\":{\"type\":\"boolean\"},\"x\":1}}} | response_format.json_schema.x | unknown_parameter | x",
                "{HELLO,OBJECT,\"stop\":\"x\"} | stop | unsupported_parameter | cut",
                "{HELLO,OBJECT,\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]} | tools | unsupported_parameter | document",
                "{HELLO,\"tool_choice\":\"required\"} | tool_choice | unsupported_parameter | auto",
            })
    void namesTheFieldAtFault(String body, String field, String code, String sentence) {
        RawClient.Answer answer = chat(body.replace("HELLO", HELLO)
                .replace("FORM", "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":")
                .replace("OBJECT", "\"response_format\":{\"type\":\"json_object\"}"));
        JsonNode error = JSON.readTree(answer.body()).get("error");

        assertThat(answer.status()).isEqualTo(code.equals("model_not_found") ? 404 : 400);
        assertThat(error.get("type").stringValue()).isEqualTo("invalid_request_error");
        assertThat(error.get("param").stringValue()).isEqualTo(field);
        assertThat(error.get("code").isNull() ? "null" : error.get("code").stringValue())
                .isEqualTo(code);
        assertThat(error.get("message").stringValue()).contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"stream\":true", ",\"logprobs\":true"})
    void holdsAnswersToTheFormThatIsAskedFor(String more) {
        String object = ",\"response_format\":{\"type\":\"json_object\"}";
        assertThat(said(chat("{" + HELLO + ",\"seed\":7" + object + more + "}")))
                .isEqualTo("7: {\"type\":\"object\"}");
        String schema = ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"yes_or_no\","
                + "\"strict\":true,\"schema\":{\"type\": \"boolean\"}}}";
        assertThat(said(chat("{" + HELLO + ",\"seed\":7" + schema + more + "}")))
                .isEqualTo("7: {\"type\":\"boolean\"}");
    }

    private static String said(RawClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.header("Content-Type").startsWith("text/event-stream")
                ? text(chunks(answer), "/choices/0/delta/content")
                : JSON.readTree(answer.body()).at("/choices/0/message/content").stringValue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"presence_penalty\":0,\"frequency_penalty\":0,\"logit_bias\":{}",
                "\"user\":\"u\",\"metadata\":{\"a\":\"b\"},\"store\":false",
                "\"response_format\":{\"type\":\"text\"},\"max_completion_tokens\":9,\"stop\":null",
                "\"top_k\":40,\"min_p\":0.05,\"top_p\":0,\"tools\":[]"
            })
    void takesWhatAsksForNothingSpecial(String fields) {
        assertThat(chat("{" + HELLO + "," + fields + "}").status()).isEqualTo(200);
    }

    @Test
    void tellsAFailureByItsStatusAndAfterTheFirstWordByAnEvent() {
        String fails = "{\"model\":\"words\",\"messages\":[{\"role\":\"user\",\"content\":\"fail\"}]";
        for (String end : List.of("}", ",\"stream\":true}")) {
            RawClient.Answer early = chat(fails + end);
            assertThat(early.status()).isEqualTo(400);
            assertThat(JSON.readTree(early.body()).at("/error/code").stringValue())
                    .isEqualTo("context_length_exceeded");
        }
        RawClient.Answer late = chat(
                "{\"model\":\"words\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"break it\"}]}");
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.body()).doesNotContain("[DONE]").contains("\"error\"").contains("server_error");
    }

    @Test
    void countsForPrometheusWhatProgramsAskAndNotWhoPlaysADuel() {
        chat("{" + HELLO + "}");
        RawClient.Answer before = get("/metrics");
        chat("{" + HELLO + "}");
        RawClient browser = new RawClient(server.port());
        browser.post("/duel", "mode=random&prompt=x&token=" + browser.get("/").token());
        RawClient.Answer after = get("/metrics");

        assertThat(after.header("Content-Type")).startsWith("text/plain; version=0.0.4");
        assertThat(count(after, "joute_api_answers_total{model=\"words\",outcome=\"answered\"}"))
                .isEqualTo(count(before, "joute_api_answers_total{model=\"words\",outcome=\"answered\"}") + 1);
        assertThat(count(after, "joute_api_tokens_total{kind=\"output\",model=\"words\"}"))
                .isEqualTo(count(before, "joute_api_tokens_total{kind=\"output\",model=\"words\"}") + 3);
        assertThat(count(after, "joute_api_energy_wh_total{kind=\"measured\",model=\"words\"}"))
                .isGreaterThan(0);
        assertThat(count(after, "joute_api_requests_in_progress")).isZero();
        assertThat(after.body()).contains("joute_http_requests_seconds_count", "jvm_memory_used_bytes");
        DemoServer.models()
                .forEach(model ->
                        assertThat(after.body()).doesNotContain(model.card().id()));
    }

    @Test
    void countsRefusalsAsRefusalsAndStrangeMethodsAsOne() {
        RawClient browser = new RawClient(server.port());
        assertThat(browser.exchange(
                                "POST",
                                "/v1/completions",
                                "{}",
                                "Content-Type: application/json",
                                "Origin: https://evil.example")
                        .status())
                .isEqualTo(403);
        for (String method : List.of("SHOUT", "WHISPER", "SHOUT2")) {
            assertThat(browser.exchange(method, "/", "").status()).isEqualTo(405);
        }

        String after = get("/metrics").body();

        assertThat(after).contains("method=\"POST\",status=\"403\"", "method=\"other\",status=\"405\"");
        assertThat(after).doesNotContain("SHOUT", "WHISPER");
    }

    private static double count(RawClient.Answer answer, String name) {
        return answer.body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void refusesToEmbedAsNoModelHereCan() {
        RawClient.Answer answer =
                post("/v1/embeddings", "{\"model\":\"words\",\"input\":\"hello\"}", "Content-Type: application/json");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("no embedding model");
    }

    @Test
    void refusesInOpenAisShapeWhatItDoesNotEvenRead() {
        assertThat(post("/v1/chat/completions", "{", "Content-Type: application/json")
                        .body())
                .contains("\"error\":{\"message\"");
        assertThat(post("/v1/chat/completions", "x=1", "Content-Type: text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(get("/v1/nothing").body()).contains("unknown_url");
        assertThat(get("/v1/chat/completions").status()).isEqualTo(405);
        RawClient.Answer long_ = post("/v1/chat/completions", " ".repeat(600_000), "Content-Type: application/json");
        assertThat(long_.status()).isEqualTo(413);
        assertThat(long_.body()).contains("\"error\":{\"message\"");
    }

    @Test
    void aPageOfAnotherSiteMayNotAsk() {
        String body = "{" + HELLO + "}";
        for (String header : List.of("Origin: https://evil.example", "Sec-Fetch-Site: cross-site", "Origin: null")) {
            RawClient.Answer answer = post("/v1/chat/completions", body, "Content-Type: application/json", header);
            assertThat(answer.status()).as(header).isEqualTo(403);
        }
    }

    @Test
    void wantsTheKeyWhereThereIsOne() {
        String key = "a-key-of-some-length-0123";
        try (ModelServer locked = new ModelServer(Optional.of(ApiKey.of(key)), false)) {
            RawClient client = new RawClient(locked.port());
            RawClient.Answer none = client.get("/v1/models");
            assertThat(none.status()).isEqualTo(401);
            assertThat(none.body()).contains("invalid_api_key");
            assertThat(client.get("/v1/models", "Authorization: Bearer " + key + "4")
                            .status())
                    .isEqualTo(401);
            assertThat(client.get("/v1/models", "Authorization: Bearer " + key).status())
                    .isEqualTo(200);
            assertThat(client.get("/metrics").status()).isEqualTo(401);
            assertThat(client.get("/health/ready").status()).isEqualTo(200);
            assertThat(client.tapped()).doesNotContain(key);
        }
    }

    @Test
    void isClosedToOtherMachinesWithoutAKey() {
        try (ModelServer public_ = new ModelServer(Optional.empty(), false)) {
            RawClient.Answer answer = new RawClient(public_.port()).get("/v1/models");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).contains("--api-key-file");
        }
    }

    private RawClient.Answer get(String path) {
        return new RawClient(server.port()).get(path);
    }

    private RawClient.Answer chat(String body) {
        return post("/v1/chat/completions", body, "Content-Type: application/json");
    }

    private RawClient.Answer complete(String body) {
        return post("/v1/completions", body, "Content-Type: application/json");
    }

    private RawClient.Answer post(String path, String body, String... headers) {
        return new RawClient(server.port()).exchange("POST", path, body, headers);
    }

    private static List<JsonNode> chunks(RawClient.Answer answer) {
        return answer.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JSON.readTree(line.substring("data: ".length())))
                .toList();
    }

    private static String text(List<JsonNode> chunks, String pointer) {
        StringBuilder text = new StringBuilder();
        for (JsonNode chunk : chunks) {
            text.append(chunk.at(pointer).stringValue(""));
        }
        return text.toString();
    }
}
