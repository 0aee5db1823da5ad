package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code joute bench} measures of a model. */
final class BenchCommandTest {
    private static final String MODEL = "joute-demo-240k";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void measuresEveryEntryOfEveryList() {
        Run run = bench(
                "--prompt", "8,4", "--context", "0,16", "--tokens", "4", "--batch", "1,3", "--runs", "2", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode result = JSON.readTree(run.out());
        assertThat(ints(result.get("prefill"), "promptTokens")).containsExactly(8, 4);
        assertThat(ints(result.get("decode"), "contextTokens")).containsExactly(0, 16);
        assertThat(ints(result.get("batches"), "sequences")).containsExactly(1, 3);
        JsonNode prefill = result.get("prefill").get(1).get("tokensPerSecond");
        assertThat(prefill.get("runs").size()).isEqualTo(2);
        assertThat(prefill.get("low").asDouble()).isPositive();
        assertThat(prefill.get("median").asDouble())
                .isBetween(prefill.get("low").asDouble(), prefill.get("high").asDouble());
        for (String rate : List.of("prefill", "decode", "total")) {
            assertThat(result.get("batches").get(1).get(rate).get("median").asDouble())
                    .as(rate)
                    .isPositive();
        }
    }

    @Test
    void saysWhatShareOfTheMachinesReadsAnAnswerTakes() {
        JsonNode result = JSON.readTree(bench("--context", "0,64", "--tokens", "4", "--runs", "1", "--json")
                .out());

        JsonNode reads = result.get("readBytesPerSecond");
        assertThat(reads.get("runs").size()).isEqualTo(15);
        JsonNode decode = result.get("decode").get(0);
        double read = decode.get("tokensPerSecond").get("median").asDouble()
                * decode.get("bytesPerToken").asLong();
        double plain = decode.get("readBytesPerSecond").get("median").asDouble();
        assertThat(plain)
                .isBetween(reads.get("low").asDouble(), reads.get("high").asDouble());
        assertThat(decode.get("shareOfReads").asDouble()).isCloseTo(read / plain, withinRounding());
        assertThat(result.get("decode").get(1).get("bytesPerToken").asLong())
                .as("with the keys and values of a context")
                .isGreaterThan(decode.get("bytesPerToken").asLong());
        assertThat(decode.get("bytesPerToken").asLong())
                .isGreaterThan(result.get("weightBytes").asLong());
    }

    @Test
    void saysWhatTwoModelsLeaveEachOther() {
        JsonNode result = JSON.readTree(bench("--beside", "joute-demo-3m", "--tokens", "32", "--runs", "3", "--json")
                .out());

        assertThat(result.get("first").get("model").asString()).isEqualTo("joute-demo-240k.gguf");
        assertThat(result.get("second").get("model").asString()).isEqualTo("joute-demo-3m.gguf");
        for (String side : List.of("first", "second")) {
            JsonNode rates = result.get(side);
            assertThat(rates.get("share").get("runs").size()).isEqualTo(3);
            for (int round = 0; round < 3; round++) {
                double alone = rates.get("alone").get("runs").get(round).asDouble();
                double share = rates.get("share").get("runs").get(round).asDouble();
                assertThat(alone).isPositive();
                assertThat(alone * share)
                        .isCloseTo(rates.get("together").get("runs").get(round).asDouble(), withinRounding());
            }
        }
    }

    @Test
    void saysWhatGuessesBring() {
        JsonNode result = JSON.readTree(bench(
                        "--draft",
                        "lookup",
                        "--ask",
                        "un deux trois un deux trois",
                        "--ask",
                        "Bonjour",
                        "--tokens",
                        "20",
                        "--runs",
                        "2",
                        "--temperature",
                        "0.5",
                        "--json")
                .out());

        assertThat(result.get("draft").asString()).isEqualTo("lookup");
        assertThat(result.get("answers").size()).isEqualTo(2);
        assertThat(result.get("ratio").get("runs").size()).isEqualTo(4);
        JsonNode answer = result.get("answers").get(0);
        assertThat(answer.get("tokens").asInt()).isBetween(2, 20);
        assertThat(answer.get("acceptance").asDouble()).isBetween(0.0, 1.0);
        assertThat(answer.get("tokensPerPass").asDouble()).isBetween(1.0, 8.0);
        for (int run = 0; run < 2; run++) {
            assertThat(answer.get("ratio").get("runs").get(run).asDouble()
                            * answer.get("without").get("runs").get(run).asDouble())
                    .isCloseTo(answer.get("with").get("runs").get(run).asDouble(), withinRounding());
        }
    }

    @Test
    void printsWhatAModelThatGuessesBrings() {
        Run run = bench("--draft", "joute-demo-240k", "--ask", "Bonjour", "--tokens", "12", "--runs", "1");

        assertThat(run.out())
                .contains("guessed at by joute-demo-240k.gguf, at temperature 0.0")
                .containsPattern("(?m)^Bonjour +[0-9]+ +[0-9]+ % +[0-9.]+ +[0-9.]+ ")
                .contains("With guesses ");
    }

    @Test
    void aDuelIsMeasuredAlone() {
        Run run = bench("--beside", MODEL, "--prompt", "8");

        assertThat(run.code()).isEqualTo(Exit.USAGE.code());
        assertThat(run.err()).contains("--beside takes two models, and measures nothing else");
    }

    private static Percentage withinRounding() {
        return Percentage.withPercentage(1e-6);
    }

    @Test
    void namesTheMachineAndWhatItTook() {
        JsonNode result =
                JSON.readTree(bench("--prompt", "8", "--runs", "1", "--json").out());

        assertThat(result.get("machine").get("java").asString()).contains(String.valueOf(Runtime.version()));
        assertThat(result.get("kernels").asString()).isNotEmpty();
        assertThat(result.get("load").get("openSeconds").asDouble())
                .isPositive()
                .isLessThan(result.get("load").get("firstTokenSeconds").asDouble());
        assertThat(result.get("fileBytes").asLong())
                .isGreaterThan(result.get("weightBytes").asLong());
        assertThat(result.get("energyMethod").asString()).startsWith("energy is ");
        assertThat(result.get("readBytesPerSecond").isNull()).isTrue();
        JsonNode energy = result.get("prefill").get(0).get("energyPerToken");
        assertThat(energy.get("lowWh").asDouble())
                .isPositive()
                .isLessThanOrEqualTo(energy.get("wh").asDouble());
        assertThat(energy.get("meter").asString()).isNotEmpty();
    }

    @Test
    void printsATable() {
        Run run = bench("--runs", "1", "--batch", "2", "--prompt", "8", "--context", "0", "--tokens", "2");

        assertThat(run.out())
                .contains("machine    ", "load       open after ", "memory     ", "GB/s by a plain loop", "energy     ")
                .contains("tokens/s  lowest  highest  GB/s  of reads  mWh/token")
                .containsPattern("(?m)^prefill 8 +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+$")
                .containsPattern("(?m)^decode 2 at 0 +([0-9.]+ +){4}[0-9]+ % +[0-9.]+$")
                .containsPattern("(?m)^2 at once, total +[0-9.]+");
    }

    @Test
    void leavesOutOfASeriesWhatTheModelIsTooShortFor() {
        Run run = bench("--series", "--prompt", "4,2048", "--batch", "2", "--tokens", "2", "--runs", "1", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("left out: --prompt 2048, --context 2048, --context 16384\n");
        assertThat(ints(JSON.readTree(run.out()).get("prefill"), "promptTokens"))
                .containsExactly(4);
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertThat(bench("--batch", "0").err()).startsWith("joute bench: --batch is 0, expected 1 or more\n");
        assertThat(bench("--prompt", "100000").err()).contains("takes 100000 tokens, the model takes ", "measure less");
        assertThat(bench("--context", "-1").code()).isEqualTo(2);
    }

    private static List<Integer> ints(JsonNode rows, String name) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.get(name).asInt())
                .toList();
    }

    private Run bench(String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "bench";
        all[1] = MODEL;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[all.length - 2] = "--data";
        all[all.length - 1] = folder.resolve("data").toString();
        return Run.with("", Map.of(), all);
    }
}
