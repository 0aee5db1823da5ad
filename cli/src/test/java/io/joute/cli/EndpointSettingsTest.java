package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.connect.Endpoint;
import io.joute.connect.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How endpoints are declared, and what is said when that is done wrong. */
final class EndpointSettingsTest {
    private static final String KEY = "sk-PLANTED-0123456789-canary";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>(Map.of("THE_KEY", KEY));
    private final Map<String, String> sets = new HashMap<>();

    @Test
    void readsAnEndpointOfAProvider() throws IOException {
        Endpoint endpoint = only("""
                endpoints:
                  sonnet:
                    provider: anthropic
                    model: claude-3-5-sonnet-20241022
                    key-variable: THE_KEY
                    card: claude-3.5-sonnet
                    price-in: 3
                    price-out: 15.5
                    per-day: 2
                    concurrency: 3
                    first-token-seconds: 2.5
                """).endpoint();

        assertThat(endpoint.provider()).isEqualTo(Provider.ANTHROPIC);
        assertThat(endpoint.modelId()).isEqualTo("claude-3.5-sonnet");
        assertThat(endpoint.replicas().getFirst()).hasToString("https://api.anthropic.com/v1");
        assertThat(endpoint.price().output()).isEqualByComparingTo("15.5");
        assertThat(endpoint.perDay()).hasValueSatisfying(day -> assertThat(day).isEqualByComparingTo("2"));
        assertThat(endpoint.concurrency()).isEqualTo(3);
        assertThat(endpoint.patience().firstToken()).isEqualTo(Duration.ofMillis(2500));
        assertThat(endpoint.target().key().orElseThrow().reveal()).isEqualTo(KEY);
    }

    @Test
    void readsReplicasAndACardOfItsOwn() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), KEY + "\n");
        EndpointPlan plan = only("""
                endpoints:
                  house-model:
                    address: [http://192.168.1.20:8000/v1, http://192.168.1.21:8000/v1]
                    private-address: true
                    model: house-1
                    key-file: %s
                    card:
                      name: House 1
                      maker: The house
                      released: 2026-05
                      parameters: 30-60
                """.formatted(key));

        assertThat(plan.endpoint().replicas()).hasSize(2);
        assertThat(plan.endpoint().target().key().orElseThrow().reveal()).isEqualTo(KEY);
        ModelCard card = plan.described().orElseThrow();
        assertThat(card.id()).isEqualTo("house-model");
        assertThat(card.total()).isEqualTo(new ParameterCount(30, 60));
        assertThat(card.estimated()).isTrue();
        assertThat(card.openness()).isEqualTo(Openness.PROPRIETARY);
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentOverTheFile() throws IOException {
        String file = """
                endpoints:
                  my-gpt:
                    provider: openai
                    model: from-the-file
                    key-variable: THE_KEY
                    price-in: 1
                """;
        environment.put("JOUTE_ENDPOINTS_MY_GPT_MODEL", "from-the-environment");
        environment.put("JOUTE_ENDPOINTS_MY_GPT_PRICE_IN", "2");
        sets.put("joute.endpoints.my-gpt.price-in", "3");

        Endpoint endpoint = only(file).endpoint();

        assertThat(endpoint.name()).isEqualTo("my-gpt");
        assertThat(endpoint.target().model()).isEqualTo("from-the-environment");
        assertThat(endpoint.price().input()).isEqualByComparingTo("3");
    }

    @Test
    void tellsAllThatIsWrongAtOnceWithKeySourceFoundAndExpected() {
        environment.put("JOUTE_ENDPOINTS_ONE_CONCURRENCY", "many");
        sets.put("joute.endpoints.one.context", "-4");

        assertThatThrownBy(() -> read("""
                prot: 80
                endpoints:
                  one:
                    provider: anthropc
                    adress: https://example.org
                    price-in: free
                    card:
                      name: One
                  Two:
                    model: two
                """))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.steps())
                                .contains(
                                        folder.resolve("joute.yaml") + ": unknown setting 'prot'",
                                        folder.resolve("joute.yaml")
                                                + ": endpoint 'one' has an unknown setting 'adress'",
                                        folder.resolve("joute.yaml")
                                                + ": an endpoint is called 'Two', expected lower-case letters, digits and"
                                                + " hyphens",
                                        "endpoints.one.provider in joute.yaml is 'anthropc', expected anthropic, openai,"
                                                + " gemini, mistral or compatible",
                                        "endpoints.one.model in joute.yaml is missing, expected the provider's name of the"
                                                + " model",
                                        "endpoints.one.price-in in joute.yaml is 'free', expected 0 or more",
                                        "variable JOUTE_ENDPOINTS_ONE_CONCURRENCY is 'many', expected 1 to 10000",
                                        "--set endpoints.one.context is '-4', expected 1 to 2000000000",
                                        "endpoints.one.card.maker in joute.yaml is missing, expected some text, as the card"
                                                + " is described here"));
    }

    @Test
    void refusesAddressesThatAreNotPlainlyOutside() {
        assertThatThrownBy(() -> read("""
                endpoints:
                  one:
                    address: http://192.168.1.20:8000/v1
                    model: m
                """))
                .hasMessageContaining("endpoints.one.address in joute.yaml")
                .hasMessageContaining("https://");
    }

    @Test
    void refusesALimitOfMoneyWithoutAPrice() {
        assertThatThrownBy(() -> read("""
                endpoints:
                  one:
                    address: https://example.org/v1
                    model: m
                    per-day: 3
                """)).hasMessageContaining("per-day").hasMessageContaining("no price");
    }

    /** 1,000 tokens of a question at 3 a million, 2,048 of its answer at 15. */
    @Test
    void refusesALimitOfMoneyThatAllowsNoAnswer() throws IOException {
        String yaml = """
                endpoints:
                  one:
                    address: https://example.org/v1
                    model: m
                    price-in: 3
                    price-out: 15
                    per-day: %s
                """;

        assertThatThrownBy(() -> read(yaml.formatted("0.033719")))
                .hasMessageContaining(
                        "endpoints.one.per-day in joute.yaml is '0.033719', expected 0.03372 or more: what one answer may cost");
        assertThat(only(yaml.formatted("0.03372")).endpoint().perDay()).isPresent();
    }

    @Test
    void refusesTwoEndpointsWithOneCard() {
        assertThatThrownBy(() -> read("""
                endpoints:
                  one: {address: "https://example.org/v1", model: m, card: gpt-4}
                  two: {address: "https://example.org/v1", model: m, card: gpt-4}
                """)).hasMessageContaining("several endpoints have the card 'gpt-4'");
    }

    @Test
    void saysWhereYamlIsBroken() {
        assertThatThrownBy(() -> read("port: 80\nendpoints:\n  one: {\n"))
                .hasMessageContaining("joute.yaml is no YAML");
    }

    /** Whatever a hurried operator does with it, the key is not repeated. */
    @Test
    void neverRepeatsAKeyThatStandsInTheWrongPlace() {
        List<String> wrong = List.of(
                "key: " + KEY,
                "key-variable: " + KEY,
                "key-file: " + KEY,
                "key-variable: \"" + KEY + "\"\n    key-file: x");
        for (String line : wrong) {
            assertThatThrownBy(() -> read("endpoints:\n  one:\n    provider: openai\n    model: m\n    " + line + "\n"))
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.getMessage() + failure.steps() + failure.getCause())
                                    .contains("one")
                                    .doesNotContain("PLANTED"));
        }
    }

    @Test
    void saysThatAKeyIsMissing() {
        assertThatThrownBy(() -> read("endpoints:\n  one: {provider: openai, model: m, key-variable: NO_SUCH}\n"))
                .hasMessage("variable NO_SUCH, which endpoints.one.key-variable in joute.yaml names, holds no key");
        assertThatThrownBy(() -> read("endpoints:\n  one: {provider: openai, model: m}\n"))
                .hasMessageContaining("serves nobody without a key");
    }

    @Test
    void settingsPrintNoKey() throws IOException {
        Settings settings = read("endpoints:\n  one: {provider: openai, model: m, key-variable: THE_KEY}\n");

        assertThat(settings.toString()).contains("one").doesNotContain("PLANTED");
    }

    @Test
    void thePageOfSettingsIsCurrent() throws IOException {
        assertThat(Files.readString(Path.of("../docs/SETTINGS.md")))
                .as("run: ./joute settings --page > docs/SETTINGS.md")
                .isEqualTo(SettingsPage.markdown());
    }

    @Test
    void theExamplesOfThePageAreTaken() throws IOException {
        environment.put("ANTHROPIC_API_KEY", KEY);
        Path key = Files.writeString(folder.resolve("house-key"), KEY);
        String page = SettingsPage.markdown();
        String yaml =
                page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```\n", page.indexOf("```yaml\n") + 8));

        assertThat(read(yaml.replace("/run/secrets/house-key", key.toString())).endpoints())
                .hasSize(3);
    }

    private EndpointPlan only(String yaml) throws IOException {
        List<EndpointPlan> plans = read(yaml).endpoints();
        assertThat(plans).hasSize(1);
        return plans.getFirst();
    }

    private Settings read(String yaml) throws IOException {
        Files.writeString(folder.resolve("joute.yaml"), yaml);
        environment.put("JOUTE_DATA", folder.toString());
        var surroundings = new Surroundings(
                environment,
                Map.of("user.home", folder.toString(), "os.name", "Linux"),
                InputStream.nullInputStream(),
                System.out,
                System.err,
                false,
                false);
        return new SettingsReader(surroundings).conclude(sets);
    }
}
