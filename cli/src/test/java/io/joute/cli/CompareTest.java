package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Joute beside other engines: turns, what those print, ratios, chart. */
final class CompareTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Work READING = Work.prefill(512);
    private static final Machine MACHINE = new Machine("Some <CPU> & more", 2, List.of("avx2"), "Java 25", "Linux");

    @TempDir
    Path folder;

    /** Says so when it has its turn, then gives the next of its rates. */
    private static final class ScriptedPeer implements Peer {
        private final String name;
        private final List<String> order;
        private final Iterator<Double> rates;

        ScriptedPeer(String name, List<String> order, Double... rates) {
            this.name = name;
            this.order = order;
            this.rates = List.of(rates).iterator();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Turn turn() throws IOException {
            order.add(name);
            if (!rates.hasNext()) {
                throw new IOException("nothing left to say");
            }
            Turn turn = new Turn();
            turn.add(READING, rates.next());
            return turn;
        }
    }

    @Test
    void enginesTakeTurns() throws IOException {
        List<String> order = new ArrayList<>();
        Peer joute = new ScriptedPeer("J", order, 10.0, 12.0);
        Peer other = new ScriptedPeer("A", order, 5.0, 4.0);

        TurnTaking.Outcome outcome = new TurnTaking(joute, List.of(other), 2, said -> {}).run();

        assertThat(order).containsExactly("J", "A", "J", "A");
        Comparison.Row row = compared(outcome).rows().getFirst();
        assertThat(row.work()).isEqualTo("prefill 512");
        assertThat(row.joute()).isEqualTo(new Spread(11, 10, 12, List.of(10.0, 12.0)));
        assertThat(row.others().getFirst().ratio())
                .as("10 / 5 and 12 / 4, not the ratio of the medians")
                .isEqualTo(new Spread(2.5, 2, 3, List.of(2.0, 3.0)));
    }

    @Test
    void whoFailsGetsNoOtherTurnAndIsNamed() throws IOException {
        List<String> order = new ArrayList<>();
        Peer joute = new ScriptedPeer("J", order, 10.0, 12.0, 11.0);
        Peer breaks = new ScriptedPeer("A", order, 5.0);
        Peer goesOn = new ScriptedPeer("B", order, 5.0, 5.0, 5.0);

        TurnTaking.Outcome outcome = new TurnTaking(joute, List.of(breaks, goesOn), 3, said -> {}).run();

        assertThat(order).containsExactly("J", "A", "B", "J", "A", "B", "J", "B");
        assertThat(outcome.failures()).containsExactly("A failed: nothing left to say");
        assertThat(compared(outcome).engines()).containsExactly("B");
        assertThat(compared(outcome).absent()).contains("A failed: nothing left to say");
    }

    private static Comparison compared(TurnTaking.Outcome outcome) {
        var where = new Comparison.Circumstances(
                LocalDate.of(2026, 11, 25), MACHINE, "model.gguf", 1000, 2, "x86-avx512-vnni");
        return Comparison.of(where, outcome, List.of("Jlama is not there: --jlama JAR --jlama-model FOLDER"));
    }

    private static Comparison comparison() throws IOException {
        List<String> order = new ArrayList<>();
        Peer joute = new ScriptedPeer("Joute", order, 558.0, 540.0);
        Peer other = new ScriptedPeer("llama.cpp (node-llama-cpp 3.22.1)", order, 288.0, 280.0);
        return compared(new TurnTaking(joute, List.of(other), 2, said -> {}).run());
    }

    @Test
    void theChartIsWellFormedAndSaysAllInWords() throws Exception {
        String svg = new ComparisonChart(comparison()).document();

        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document drawn =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(drawn.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("model.gguf on Some <CPU> & more, 2 threads, 2026-11-25");
        assertThat(drawn.getElementsByTagName("desc").item(0).getTextContent())
                .contains("prefill 512: Joute 549. prefill 512: llama.cpp (node-llama-cpp 3.22.1) 284 (Joute × 1.93).");
        assertThat(drawn.getElementsByTagName("rect").getLength()).isEqualTo(2);
        double ours = width(drawn, 0);
        assertThat(width(drawn, 1) / ours).isBetween(0.51, 0.52);
        assertThat(svg).contains("prefers-color-scheme: dark");
    }

    private static double width(Document drawn, int bar) {
        return Double.parseDouble(drawn.getElementsByTagName("rect")
                .item(bar)
                .getAttributes()
                .getNamedItem("width")
                .getNodeValue());
    }

    @Test
    void readsWhatLlama3JavaPrints() throws IOException {
        Dialect dialect = new Dialect.Llama3Java(Path.of("Llama3.java"), Path.of("model.gguf"));
        List<String> printed = List.of(
                "Parse model.gguf: 421 millis",
                " river river",
                "context: 576/131072 prompt: 18.25 tokens/s (512) generation: 11.50 tokens/s (64)");

        assertThat(dialect.rates(printed))
                .isEqualTo(new Dialect.Rates(OptionalDouble.of(18.25), OptionalDouble.of(11.5)));
        assertThat(dialect.rates(List.of("prompt: 18.25 tokens/s (512) generation: 900.00 tokens/s (1)"))
                        .decode())
                .isEmpty();
        assertThatThrownBy(() -> dialect.rates(List.of("error: module not found")))
                .hasMessageContaining("no line of 'prompt:");
        assertThat(dialect.arguments("a b", 12, 2)).containsSubsequence("--prompt", "a b", "--max-tokens", "44");
    }

    @Test
    void readsWhatJlamaPrints() throws IOException {
        Dialect dialect = new Dialect.Jlama(Path.of("jlama.jar"), Path.of("cache/some_model-1b"));

        assertThat(dialect.rates(
                        List.of("0:  a [took 25.00ms])", "1:  a", "b [took 80.00ms])", "2: c [took 62.50ms])")))
                .isEqualTo(new Dialect.Rates(OptionalDouble.of(40), OptionalDouble.of(16)));
        assertThat(dialect.arguments("a", 3, 2))
                .contains("some/model-1b", Path.of("cache").toAbsolutePath().toString());
        assertThatThrownBy(() -> dialect.rates(List.of("Model not found"))).hasMessageContaining("[took …ms]");
    }

    /** As the script prints them, what node-llama-cpp says of itself between. */
    private static final String RUNS = """
            [node-llama-cpp] load: control-looking token was not control-type
            {"engine":"llama.cpp (node-llama-cpp 3.22.1)"}
            {"work":"prefill","size":4,"rate":288}
            {"work":"decode","size":0,"rate":37.25}
            {"work":"batch","size":2,"prefill":290.1,"decode":50.2,"total":80.4}
            """;

    @Test
    void comparesWithLlamaCppFromTheCommandLine() throws IOException {
        Path chart = folder.resolve("chart.svg");
        Path node = node("cat <<'END'\n" + RUNS + "END\ncat > script.txt; printf '%s' \"$3\" > asked.json");

        Run run = bench(node, "--json", "--svg", chart.toString());

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode rows = JSON.readTree(run.out()).get("rows");
        assertThat(rows.size()).isEqualTo(5);
        JsonNode reading = rows.get(0);
        assertThat(reading.get("joute").get("runs").size()).isEqualTo(2);
        JsonNode other = reading.get("others").get(0);
        assertThat(other.get("engine").asString()).isEqualTo("llama.cpp (node-llama-cpp 3.22.1)");
        assertThat(other.get("tokensPerSecond").get("runs").size()).isEqualTo(2);
        assertThat(other.get("ratio").get("median").asDouble()).isPositive();
        assertThat(Files.readString(chart)).contains("<title", "llama.cpp (Joute × ");
        assertThat(Files.readString(folder.resolve("script.txt"))).contains("from 'node-llama-cpp'");
        JsonNode asked = JSON.readTree(Files.readString(folder.resolve("asked.json")));
        assertThat(asked.get("tokens").asInt()).isEqualTo(2);
        assertThat(asked.get("vocabulary").asInt()).isEqualTo(1024);
        assertThat(Path.of(asked.get("model").asString())).exists();
    }

    @Test
    void printsRatiosAndWhatIsNotThere() throws IOException {
        Run run = bench(node("cat > /dev/null; cat <<'END'\n" + RUNS + "END"));

        assertThat(run.out())
                .containsPattern("(?m)^prefill 4 +[0-9.]+ +288 +[0-9.]+ +[0-9.]+ +[0-9.]+ +llama.cpp \\(node")
                .contains("Jlama is not there: --jlama JAR", "llama3.java is not there: --llama3-java Llama3.java");
    }

    @Test
    void saysWhyAnEngineFailed() throws IOException {
        Run run = bench(node("cat > /dev/null; echo 'Error: no model'; echo; echo '    at main:1'; exit 3"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("llama.cpp failed: '", "ended with 3: Error: no model");
    }

    @Test
    void saysHowToGiveAnEngineWhereNoneIsFound() {
        Run run = Run.of("bench", "joute-demo-240k", "--compare", "--data", folder.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("no other engine was found to compare with", "llama.cpp is not there", "--llama-cpp FOLDER");
        assertThat(Run.of("bench", "joute-demo-240k", "--svg", "x.svg").code()).isEqualTo(2);
    }

    private Path node(String script) throws IOException {
        Path library = Files.createDirectories(folder.resolve("node_modules/node-llama-cpp"));
        Files.writeString(library.resolve("package.json"), "{\"version\":\"3.22.1\"}");
        Path node = Files.writeString(folder.resolve("node"), "#!/bin/sh\n" + script + "\n");
        assertThat(node.toFile().setExecutable(true)).isTrue();
        return node;
    }

    private Run bench(Path node, String... more) {
        List<String> all = new ArrayList<>(List.of("bench", "joute-demo-240k", "--compare"));
        all.addAll(List.of("--prompt", "4", "--context", "0", "--tokens", "2", "--batch", "2", "--runs", "1"));
        all.addAll(List.of("--llama-cpp", folder.toString(), "--node", node.toString()));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        all.addAll(List.of(more));
        return Run.with("", Map.of(), all.toArray(String[]::new));
    }
}
