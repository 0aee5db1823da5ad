package io.joute.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** llama.cpp, through node-llama-cpp's prebuilt library: a script that {@code node} reads from its standard input. */
final class LlamaCppPeer implements Peer {
    private static final String SCRIPT = "llama-cpp.mjs";
    private static final JsonMapper JSON = new JsonMapper();

    private final String node;
    private final Path folder;
    private final Subject subject;
    private String name = "llama.cpp";

    /** With this Node.js, in the folder whose {@code node_modules} has node-llama-cpp. */
    LlamaCppPeer(String node, Path folder, Subject subject) {
        this.node = node;
        this.folder = folder;
        this.subject = subject;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Turn turn() throws IOException {
        List<String> command = List.of(node, "--input-type=module", "-", JSON.writeValueAsString(asked()));
        Turn turn = new Turn();
        for (String line : PeerProcess.lines(command, folder, script())) {
            if (line.startsWith("{")) {
                read(line, turn);
            }
        }
        if (turn.works().isEmpty()) {
            throw new IOException("the script printed no run");
        }
        return turn;
    }

    private Map<String, Object> asked() {
        BenchPlan plan = subject.plan();
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("model", subject.model().toAbsolutePath().toString());
        asked.put("vocabulary", subject.vocabularySize());
        asked.put("threads", subject.threads());
        asked.put("runs", plan.runs());
        asked.put("prompts", plan.prompts());
        asked.put("contexts", plan.contexts());
        asked.put("tokens", plan.tokens());
        asked.put("batches", plan.batches());
        asked.put("batchPrompt", BenchPlan.BATCH_PROMPT);
        asked.put("batchTokens", BenchPlan.BATCH_TOKENS);
        return asked;
    }

    private void read(String line, Turn turn) throws IOException {
        JsonNode said = parse(line);
        if (said.has("engine")) {
            name = said.get("engine").asString();
            return;
        }
        int size = said.path("size").asInt();
        switch (said.path("work").asString()) {
            case "prefill" -> turn.add(Work.prefill(size), rate(said, "rate"));
            case "decode" -> turn.add(Work.decode(subject.plan().tokens(), size), rate(said, "rate"));
            case "batch" -> {
                turn.add(Work.prefillOf(size, BenchPlan.BATCH_PROMPT), rate(said, "prefill"));
                turn.add(Work.decodeOf(size, BenchPlan.BATCH_TOKENS), rate(said, "decode"));
                turn.add(Work.totalOf(size), rate(said, "total"));
            }
            default -> throw new IOException("the script printed '" + OneLine.escaped(line) + "', expected a run");
        }
    }

    private static JsonNode parse(String line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            throw new IOException("the script printed '" + OneLine.escaped(line) + "', expected JSON", e);
        }
    }

    private static double rate(JsonNode said, String key) throws IOException {
        double rate = said.path(key).asDouble(Double.NaN);
        if (!(rate > 0 && Double.isFinite(rate))) {
            throw new IOException("the script printed " + key + " " + said.path(key) + ", expected more than 0");
        }
        return rate;
    }

    private static String script() throws IOException {
        try (InputStream in = LlamaCppPeer.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException("resource " + SCRIPT + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
