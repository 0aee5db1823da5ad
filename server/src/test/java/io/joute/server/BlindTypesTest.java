package io.joute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.duel.BlindEvent;
import io.joute.arena.duel.BlindView;
import io.joute.server.page.DuelPage;
import io.joute.server.page.RevealPage;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The first wall: what goes out before the vote is made of types without a place for a card. */
class BlindTypesTest {
    @Test
    void aDuelPageHasNoPlaceForACard() throws ClassNotFoundException {
        for (Class<?> root : List.of(
                DuelPage.class,
                BlindView.class,
                BlindEvent.class,
                Class.forName("io.joute.server.api.DuelBodies$Blind"))) {
            assertThat(reached(root))
                    .as(root.getName())
                    .noneMatch(name ->
                            name.startsWith("io.joute.arena.catalog") || name.startsWith("io.joute.arena.energy"))
                    .noneMatch(name -> name.endsWith("Plate") || name.endsWith("Reveal") || name.endsWith("Usage"));
        }
    }

    @Test
    void theRevealPageIsAnotherType() {
        assertThat(reached(RevealPage.class)).contains("io.joute.server.page.PlateView");
        assertThat(reached(DuelPage.class)).doesNotContain("io.joute.server.page.PlateView");
    }

    @Test
    void onlyOneTemplateTakesMarkupAsItIs() throws IOException {
        try (Stream<Path> templates = Files.walk(Path.of("src/main/jte"))) {
            List<String> unsafe = templates
                    .filter(path -> path.toString().endsWith(".jte"))
                    .filter(path -> read(path).contains("$unsafe"))
                    .map(path -> path.getFileName().toString())
                    .toList();

            assertThat(unsafe).containsExactly("answer.jte");
        }
    }

    private static Set<String> reached(Class<?> root) {
        Set<String> names = new LinkedHashSet<>();
        visit(root, names);
        return names;
    }

    private static void visit(Type type, Set<String> names) {
        if (type instanceof ParameterizedType parameterized) {
            visit(parameterized.getRawType(), names);
            Stream.of(parameterized.getActualTypeArguments()).forEach(argument -> visit(argument, names));
        } else if (type instanceof Class<?> found && names.add(found.getName())) {
            if (found.isRecord()) {
                Stream.of(found.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .forEach(each -> visit(each, names));
            }
            if (found.isSealed()) {
                Stream.of(found.getPermittedSubclasses()).forEach(each -> visit(each, names));
            }
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failed) {
            throw new IllegalStateException("cannot read " + path, failed);
        }
    }
}
