package io.joute.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/ARCHITECTURE.md} names must exist, or the walk through the house leads through a wall. */
class ArchitectureTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern LINK = Pattern.compile("\\[`([A-Z]\\w*)(?:\\.(\\w+))?`]\\(([^)]+)\\)");

    @Test
    void everyStopOfTheTwoWalksNamesAMethodThatExists() throws IOException {
        String text = Files.readString(DOCS.resolve("ARCHITECTURE.md"));
        List<MatchResult> links = LINK.matcher(text).results().toList();
        assertThat(links).hasSizeGreaterThan(24);
        assertThat(broken(links)).isEmpty();
    }

    @Test
    void aNameThatDoesNotExistIsFound() throws IOException {
        String text = "[`Engine.fly`](../engine/src/main/java/io/joute/engine/Engine.java) "
                + "[`Nowhere.open`](../engine/src/main/java/io/joute/engine/Nowhere.java)";
        assertThat(broken(LINK.matcher(text).results().toList())).hasSize(2);
    }

    private static List<String> broken(List<MatchResult> links) throws IOException {
        var broken = new ArrayList<String>();
        for (MatchResult link : links) {
            if (!exists(DOCS.resolve(link.group(3)), link.group(1), link.group(2))) {
                broken.add(link.group());
            }
        }
        return broken;
    }

    private static boolean exists(Path file, String type, String method) throws IOException {
        if (!Files.isRegularFile(file) || !file.endsWith(type + ".java")) {
            return false;
        }
        return method == null || declares(Files.readString(file), method);
    }

    /** A method's name follows its return type and opens its parameters; a call follows a dot, a bracket or nothing. */
    private static boolean declares(String source, String method) {
        return Pattern.compile("(?m)^ {4}[\\w<].*[\\w>\\]] " + method + "\\(")
                .matcher(source)
                .find();
    }
}
