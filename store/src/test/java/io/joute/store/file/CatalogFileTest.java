package io.joute.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.joute.arena.catalog.Architecture;
import io.joute.arena.catalog.Input;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.Permission;
import io.joute.arena.catalog.SizeScale;
import io.joute.arena.energy.EcoLogits08;
import io.joute.arena.energy.EcoLogits09;
import io.joute.arena.energy.EnergyMethod;
import io.joute.arena.energy.Estimates;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogFileTest {
    private static final String WHOLE = """
            {
              "format": "joute-catalog-1",
              "cards": [
                {
                  "id": "full",
                  "name": "Full",
                  "family": "Full family",
                  "generation": "2",
                  "maker": { "name": "Somebody", "country": "FR" },
                  "releaseDate": "2026-02-03",
                  "knowledgeCutoff": "2025-06",
                  "languages": ["fr", "en"],
                  "description": { "fr": "Un", "en": "One" },
                  "sizeNote": { "en": "big" },
                  "didYouKnow": { "fr": "non" },
                  "links": [{ "text": "Home", "url": "https://example.org/" }],
                  "distilledFrom": ["teacher", "other"],
                  "totalParameters": 46.7,
                  "activeParameters": 12.9,
                  "estimated": false,
                  "estimateSource": "nobody",
                  "architecture": "moe",
                  "contextLength": 4096,
                  "vocabularySize": 32000,
                  "quantisation": "Q4_K_M",
                  "licence": "MIT",
                  "publicWeights": true,
                  "publicTrainingData": true,
                  "publicTrainingCode": true,
                  "commercialUse": "allowed",
                  "outputReuse": "forbidden",
                  "conditions": { "fr": "aucune" },
                  "euHostable": true,
                  "inputs": ["image", "text"],
                  "reasoning": "hybrid",
                  "maxOutputTokens": 512,
                  "templateFamily": "llama3",
                  "status": "archived",
                  "endpoint": "here",
                  "upstreamModel": "full-1",
                  "price": { "in": 0.5, "out": 1.5, "currency": "EUR" },
                  "rateLimited": true,
                  "checkpoint": "/models/full.gguf",
                  "sha256": "%s",
                  "energyZone": "FRA",
                  "pue": 1.1
                }
              ]
            }
            """.formatted("a".repeat(64));

    private final CatalogFile files = new CatalogFile();

    @Test
    void readsEveryField() {
        ModelCard card = files.read("full.json", WHOLE).getFirst();

        assertThat(card.openness()).isEqualTo(Openness.OPEN_SOURCE);
        assertThat(card.active().high()).isEqualTo(12.9);
        assertThat(card.distilledFrom()).contains("teacher");
        assertThat(card.details().background().otherTeachers()).containsExactly("other");
        assertThat(card.details().build().architecture()).isEqualTo(Architecture.MOE);
        assertThat(card.details().build().inputs()).containsExactlyInAnyOrder(Input.TEXT, Input.IMAGE);
        assertThat(card.details().rights().outputReuse()).isEqualTo(Permission.FORBIDDEN);
        assertThat(card.details().serving().price().orElseThrow().out()).isEqualTo(1.5);
        assertThat(card.pue()).isEqualTo(1.1);
    }

    @Test
    void writesWhatItReads() {
        List<ModelCard> cards = files.read("full.json", WHOLE);

        assertThat(files.read("again.json", files.write(cards))).isEqualTo(cards);
        assertThat(files.read("again.json", files.write(files.starter()))).isEqualTo(files.starter());
    }

    @Test
    void tellsEachMistakeWithItsLine() {
        String wrong = WHOLE.replace("\"2026-02-03\"", "\"yesterday\"")
                .replace("\"contextLength\": 4096", "\"contextlength\": 4096")
                .replace("\"status\": \"archived\"", "\"status\": \"resting\"");

        assertThatThrownBy(() -> files.read("mine.json", wrong))
                .isInstanceOfSatisfying(CatalogFileException.class, e -> {
                    assertThat(e.problems()).hasSize(3);
                    assertThat(e.problems())
                            .anyMatch(line -> line.startsWith("mine.json:10:") && line.contains("releaseDate"));
                    assertThat(e.problems())
                            .anyMatch(line -> line.startsWith("mine.json:23:") && line.contains("contextlength"));
                    assertThat(e.problems())
                            .anyMatch(line -> line.startsWith("mine.json:38:") && line.contains("archived"));
                });
    }

    @Test
    void tellsWhereATextIsNoJson() {
        assertThatThrownBy(() -> files.read("mine.json", "{\n  \"format\": joute\n}"))
                .isInstanceOf(CatalogFileException.class)
                .hasMessageStartingWith("mine.json:2:")
                .hasMessageContaining("it is no JSON");
    }

    @Test
    void refusesWhatTheCardItselfRefuses() {
        String more = WHOLE.replace("\"activeParameters\": 12.9", "\"activeParameters\": 60");
        assertThatThrownBy(() -> files.read("mine.json", more))
                .isInstanceOf(CatalogFileException.class)
                .hasMessageStartingWith("mine.json:4:")
                .hasMessageContaining("at most the total");
    }

    @Test
    void refusesTwoCardsOfOneId() {
        String card = WHOLE.substring(WHOLE.indexOf("    {"), WHOLE.lastIndexOf("  ]"));
        String twice = WHOLE.replace(card, card.stripTrailing() + ",\n" + card);
        assertThatThrownBy(() -> files.read("mine.json", twice))
                .isInstanceOf(CatalogFileException.class)
                .hasMessageContaining("'full' is there twice");
    }

    @Test
    void asksForTheActiveParametersOfAMixture() {
        String none = WHOLE.replace("      \"activeParameters\": 12.9,\n", "");
        assertThatThrownBy(() -> files.read("mine.json", none))
                .isInstanceOf(CatalogFileException.class)
                .hasMessageContaining("activeParameters");
    }

    @Test
    void asksForTheSize() {
        String none = WHOLE.replace("      \"totalParameters\": 46.7,\n", "");
        assertThatThrownBy(() -> files.read("mine.json", none))
                .isInstanceOf(CatalogFileException.class)
                .hasMessageContaining("totalParameters");
    }

    /** The table of the starter catalogue: classes on both scales, Wh for a million tokens by both methods. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            llama-3.2-1b,           XS, XS, 2818,   80.9
            llama-3.2-3b,           XS, XS, 3096,   83.3
            llama-3.1-8b,           S,  XS, 3772,   89.2
            llama-3.1-70b,          L,  M,  12546,  660
            llama-3.3-70b,          L,  M,  12546,  660
            llama-3.1-405b,         XL, XL, 238403, 9150
            mistral-small-24b-2501, M,  S,  5957,   108
            gemma-3-4b,             XS, XS, 3249,   84.7
            gemma-3-12b,            S,  XS, 4357,   94.2
            gemma-3-27b,            M,  S,  6490,   113
            """)
    void hasTheOpenModelsOfTheSeeds(String id, String deck, String now, double wh08, double wh09) {
        ModelCard card = starter(id);

        assertThat(card.status()).isEqualTo(ModelStatus.ENABLED);
        assertThat(card.estimated()).isFalse();
        assertThat(card.checkpoint()).isEmpty();
        assertThat(card.sizeClass(SizeScale.DECK)).hasToString(deck);
        assertThat(card.sizeClass(SizeScale.COMPARIA_2025_10)).hasToString(now);
        assertThat(million(new EcoLogits08(), card).mid()).isCloseTo(wh08, within(wh08 * 0.002));
        assertThat(million(new EcoLogits09(), card).mid()).isCloseTo(wh09, within(wh09 * 0.006));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            claude-3.5-sonnet, 2125,  3834
            claude-3-opus,     20616, 51678
            gpt-4,             18752, 46087
            gpt-4o,            2125,  3834
            gemini-1.5-pro,    11085, 11085
            """)
    void hasTheClosedModelsOfTheSeedsAsEstimates(String id, double low, double high) {
        ModelCard card = starter(id);

        assertThat(card.status()).isEqualTo(ModelStatus.ARCHIVED);
        assertThat(card.estimated()).isTrue();
        assertThat(card.details().build().estimateSource()).isPresent();
        assertThat(card.openness()).isEqualTo(Openness.PROPRIETARY);
        assertThat(card.sizeClass(SizeScale.DECK)).hasToString("XL");
        assertThat(million(new EcoLogits09(), card).low()).isCloseTo(low, within(low * 0.001));
        assertThat(million(new EcoLogits09(), card).high()).isCloseTo(high, within(high * 0.001));
    }

    @Test
    void saysTheSameInBothLanguages() {
        assertThat(files.starter()).hasSize(15).allSatisfy(card -> {
            assertThat(card.description()).containsOnlyKeys("fr", "en");
            assertThat(card.details().background().didYouKnow()).containsOnlyKeys("fr", "en");
        });
    }

    private ModelCard starter(String id) {
        return files.starter().stream()
                .filter(card -> card.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static io.joute.arena.energy.Estimate million(EnergyMethod method, ModelCard card) {
        return Estimates.of(method, card, 1_000_000).energy();
    }
}
