package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where settings come from, and what is said when they are wrong. */
final class SettingsReaderTest {
    @TempDir
    Path folder;

    @Test
    void keepsDataWhereXdgSays() {
        Settings settings = conclude(Map.of("XDG_DATA_HOME", folder.toString()), Map.of(), Map.of());

        assertThat(settings.dataDirectory()).isEqualTo(folder.resolve("joute"));
    }

    @Test
    void ignoresARelativeXdgFolderAsTheStandardAsks() {
        Settings settings = conclude(Map.of("XDG_DATA_HOME", "somewhere"), Map.of(), Map.of());

        assertThat(settings.dataDirectory()).isEqualTo(folder.resolve(".local/share/joute"));
    }

    @Test
    void listensToThisMachineOnlyUnlessTold() {
        assertThat(conclude(Map.of(), Map.of(), Map.of()).host()).isEqualTo("127.0.0.1");
    }

    @Test
    void theCommandLineWinsOverPropertyOverVariableOverFile() throws IOException {
        Files.writeString(folder.resolve(SettingsReader.FILE), "port: 1\nthreads: 7\n");
        Map<String, String> variables = Map.of("JOUTE_DATA", folder.toString(), "JOUTE_PORT", "2");
        Map<String, String> properties = Map.of("joute.port", "3");

        assertThat(conclude(Map.of("JOUTE_DATA", folder.toString()), Map.of(), Map.of())
                        .port())
                .isEqualTo(1);
        assertThat(conclude(variables, Map.of(), Map.of()).port()).isEqualTo(2);
        assertThat(conclude(variables, properties, Map.of()).port()).isEqualTo(3);
        assertThat(conclude(variables, properties, Map.of(Setting.PORT.key(), "4"))
                        .port())
                .isEqualTo(4);
        assertThat(conclude(variables, properties, Map.of()).threads()).isEqualTo(7);
    }

    @Test
    void theFormatOfTheLogStandsInTheFileInAVariableOrOnTheCommandLine() throws IOException {
        Map<String, String> data = Map.of("JOUTE_DATA", folder.toString());
        assertThat(conclude(data, Map.of(), Map.of()).logFormat()).isEqualTo(LogFormat.TEXT);
        Files.writeString(folder.resolve(SettingsReader.FILE), "log:\n  format: json\n");
        assertThat(conclude(data, Map.of(), Map.of()).logFormat()).isEqualTo(LogFormat.JSON);
        Map<String, String> variables = Map.of("JOUTE_DATA", folder.toString(), "JOUTE_LOG_FORMAT", "text");
        assertThat(conclude(variables, Map.of(), Map.of()).logFormat()).isEqualTo(LogFormat.TEXT);
        Map<String, String> told = Map.of(Setting.LOG_FORMAT.key(), "xml");
        assertThatThrownBy(() -> conclude(variables, Map.of(), told))
                .hasMessageContaining("--log-format is 'xml', expected text or json");
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        Map<String, String> variables = Map.of("JOUTE_PORT", "70000", "JOUTE_THREADS", "none");

        assertThatThrownBy(() -> conclude(variables, Map.of(), Map.of(Setting.WATTS.key(), "-3")))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.steps())
                                .containsExactly(
                                        "variable JOUTE_PORT is '70000', expected 0 to 65535",
                                        "variable JOUTE_THREADS is 'none', expected 1 to 1024",
                                        "--watts is '-3', expected watts, 1 to 10000"));
    }

    @Test
    void refusesAnUnknownSettingInTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve(SettingsReader.FILE), "prot: 80\n");

        assertThatThrownBy(() -> conclude(Map.of("JOUTE_DATA", folder.toString()), Map.of(), Map.of()))
                .hasMessage(file + ": unknown setting 'prot'");
    }

    @Test
    void refusesADataFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "");

        assertThatThrownBy(() -> conclude(Map.of(), Map.of(), Map.of(Setting.DATA.key(), file.toString())))
                .hasMessage("--data is '" + file + "', expected a folder, and it is a file");
    }

    private Settings conclude(
            Map<String, String> environment, Map<String, String> properties, Map<String, String> commandLine) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("user.home", folder.toString());
        all.put("os.name", "Linux");
        var surroundings =
                new Surroundings(environment, all, InputStream.nullInputStream(), System.out, System.err, false, false);
        return new SettingsReader(surroundings).conclude(commandLine);
    }
}
