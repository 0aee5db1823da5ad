package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.engine.ModelShape;
import io.joute.engine.RandomModel;
import io.joute.engine.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code joute models}: list, add, remove. */
final class ModelsCommandTest {
    private static final ModelShape TINY = new ModelShape("tiny", 64, 96, 2, 4, 2, 16, 600, true);

    @TempDir
    Path folder;

    @Test
    void listsTheModelsThatComeWithJoute() {
        Run run = models();

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("joute-demo-3m", "joute-demo-240k", "joute-demo-240k-alone", "open source");
    }

    @Test
    void listsTheWholeCatalogueWhenAsked() {
        assertThat(models("list").out()).doesNotContain("gpt-4o");
        assertThat(models("list", "--all").out()).contains("joute-demo-3m", "gpt-4o", "archived", "llama-3.1-405b");
    }

    @Test
    void namesTheLineOfAMistakeInACardOfOnesOwn() throws IOException {
        Path own = Files.createDirectories(folder.resolve("data/catalog")).resolve("mine.json");
        Files.writeString(own, "{\n\"format\": \"joute-catalog-1\",\n\"cards\": [{\"id\": \"Mine\"}]}\n");

        Run run = models("list", "--all");

        assertThat(run.code()).isEqualTo(Exit.USAGE.code());
        assertThat(run.err()).contains("the catalogue has mistakes", "mine.json:3:");
    }

    @Test
    void givesWholeCardsAsJson() {
        JsonNode cards = cards();

        assertThat(cards.size()).isEqualTo(3);
        assertThat(cards.findValuesAsString("id")).contains("joute-demo-3m");
        assertThat(cards.findValue("training").get("energyWh").asDouble()).isPositive();
    }

    @Test
    void addsAFileWithItsFacts() throws IOException {
        Path file = tiny();

        Run run = models(
                "add",
                file.toString(),
                "--maker",
                "Nobody",
                "--released",
                "2026-01",
                "--licence",
                "MIT",
                "--name",
                "Tiny");

        assertThat(run.err()).isEmpty();
        JsonNode card = card("tiny-model");
        assertThat(card.get("name").asString()).isEqualTo("Tiny");
        assertThat(card.get("quantisation").asString()).isEqualTo("Q8_0");
        assertThat(card.get("checkpoint").asString()).isEqualTo(file.toString());
        assertThat(card.get("total").get("low").asDouble()).isPositive();
    }

    @Test
    void saysEverythingThatIsMissingFromTheCard() throws IOException {
        Run run = models("add", tiny().toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).endsWith("does not tell all of its card: add --maker, --licence, --released\n");
    }

    @Test
    void refusesAFileThatCannotPlay() throws IOException {
        Path file = Files.writeString(folder.resolve("page.gguf"), "<!doctype html><html>");

        Run run = models("add", file.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("joute models add: page.gguf: ").hasLineCount(1);
    }

    @Test
    void removesAnAddedModel() throws IOException {
        models("add", tiny().toString(), "--maker", "Nobody", "--released", "2026-01", "--licence", "MIT");

        assertThat(models("remove", "tiny-model").code()).isZero();
        assertThat(cards().findValuesAsString("id")).doesNotContain("tiny-model");
    }

    @Test
    void disablesADemoModelAndBringsItBack() {
        models("remove", "joute-demo-3m");
        assertThat(card("joute-demo-3m").get("status").asString()).isEqualTo("DISABLED");

        models("add", "joute-demo-3m");
        assertThat(card("joute-demo-3m").get("status").asString()).isEqualTo("ENABLED");
    }

    @Test
    void namesTheModelThatIsNotThere() {
        Run run = models("remove", "gpt-2");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("joute models remove: no model has the id 'gpt-2'");
    }

    private Path tiny() throws IOException {
        Path file = folder.resolve("Tiny model.gguf");
        RandomModel.write(file, TINY, ElementType.Q8_0, 1);
        return file;
    }

    private JsonNode card(String id) {
        for (JsonNode card : cards()) {
            if (card.get("id").asString().equals(id)) {
                return card;
            }
        }
        throw new AssertionError("no card " + id);
    }

    private JsonNode cards() {
        return new JsonMapper().readTree(models("--json").out());
    }

    private Run models(String... arguments) {
        List<String> all = new ArrayList<>(List.of("models"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Run.of(all.toArray(String[]::new));
    }
}
