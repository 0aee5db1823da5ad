package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code joute doctor} sees. */
final class DoctorCommandTest {
    @TempDir
    Path folder;

    @Test
    void looksAtAllThatRunningNeedsAndChangesNothing() {
        Path data = folder.resolve("data");
        Run run = Run.of("doctor", "--port", "0", "--data", data.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "Java: ",
                        "Processor: ",
                        "Kernels: ",
                        "Memory: ",
                        "Energy: ",
                        "Port: ",
                        "Data folder: ",
                        "Disk: ")
                .contains(Runtime.version().toString(), data.toString())
                .endsWith("Joute can run here.\n");
        assertThat(data).doesNotExist();
    }

    @Test
    void saysThatThePortIsTakenAndWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            JsonNode port = finding(
                    "Port",
                    Run.of(
                            "doctor",
                            "--json",
                            "--port",
                            String.valueOf(taken.getLocalPort()),
                            "--data",
                            folder.toString()));
            assertThat(port.get("state").stringValue()).isEqualTo("NOTE");
            assertThat(port.get("advice").stringValue()).contains("--port");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsAProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Run run = Run.of(
                "doctor",
                "--json",
                "--port",
                "0",
                "--data",
                file.resolve("data").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(finding("Data folder", run).get("state").stringValue()).isEqualTo("PROBLEM");
    }

    @Test
    void saysThroughWhichProxyModelsAreFetchedAndWhichCannotBeUsed() {
        String[] doctor = {"doctor", "--port", "0", "--data", folder.toString()};

        assertThat(Run.with("", Map.of("HTTPS_PROXY", "http://proxy.example:3128"), doctor)
                        .out())
                .contains("through the proxy proxy.example:3128");
        Run unusable = Run.with("", Map.of("HTTPS_PROXY", "http://me:secret@proxy.example:3128"), doctor);
        assertThat(unusable.code()).isZero();
        assertThat(unusable.out()).contains("HTTPS_PROXY names no proxy").doesNotContain("secret");
    }

    @Test
    void neverShowsTheToken() {
        Run run = Run.with("", Map.of("HF_TOKEN", "hf_secret"), "doctor", "--port", "0", "--data", folder.toString());
        assertThat(run.out() + run.err()).contains("HF_TOKEN").doesNotContain("hf_secret");
    }

    private static JsonNode finding(String topic, Run run) {
        for (JsonNode finding : new JsonMapper().readTree(run.out()).get("findings")) {
            if (finding.get("topic").stringValue().equals(topic)) {
                return finding;
            }
        }
        throw new AssertionError("no finding '" + topic + "' in " + run.out());
    }
}
