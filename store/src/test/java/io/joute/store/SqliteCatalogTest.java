package io.joute.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.catalog.Openness;
import io.joute.arena.catalog.ParameterCount;
import io.joute.arena.catalog.Training;
import io.joute.arena.duel.Cards;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCatalogTest {
    @TempDir
    Path directory;

    private Database database;
    private SqliteCatalog catalog;

    @BeforeEach
    void open() {
        database = Database.open(directory);
        catalog = new SqliteCatalog(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A card with something in every field. */
    private static ModelCard full() {
        return new ModelCard(
                "full-1.0",
                "Élan « 1 »",
                "Élan",
                "Joute",
                "FR",
                "2026-01-02",
                "Apache-2.0",
                Openness.SEMI_OPEN,
                new ParameterCount(400, 480),
                new ParameterCount(44, 132.5),
                true,
                Optional.of(131_072),
                Optional.of("Q8_0"),
                "WOR",
                1.14,
                Optional.of("teacher"),
                Map.of("fr", "Un modèle", "en", "A model"),
                Optional.of(new Training(1L << 40, 3600.5, 1, 2, 3, "cpu-time-1", 0.97)),
                Optional.of("/models/full.gguf"),
                ModelStatus.ARCHIVED);
    }

    @Test
    void givesBackEveryFieldAsItWas() {
        catalog.save(full());
        catalog.save(Cards.card("plain", 0.0002));
        assertThat(catalog.card("full-1.0")).contains(full());
        assertThat(catalog.card("plain")).contains(Cards.card("plain", 0.0002));
    }

    @Test
    void listsCardsById() {
        catalog.save(Cards.card("b", 1));
        catalog.save(Cards.card("a", 1));
        assertThat(catalog.cards()).extracting(ModelCard::id).containsExactly("a", "b");
    }

    @Test
    void replacesTheCardWithTheSameId() {
        catalog.save(Cards.card("a", 1));
        catalog.save(Cards.local("a", 2));
        assertThat(catalog.cards()).containsExactly(Cards.local("a", 2));
    }

    @Test
    void removesACardOnce() {
        catalog.save(Cards.card("a", 1));
        assertThat(catalog.remove("a")).isTrue();
        assertThat(catalog.remove("a")).isFalse();
        assertThat(catalog.card("a")).isEmpty();
    }

    @Test
    void keepsCardsWhenItIsClosedAndOpenedAgain() {
        catalog.save(full());
        database.close();
        open();
        assertThat(catalog.cards()).containsExactly(full());
    }

    @Test
    void saysWhichCardCannotBeReadAndWhy() {
        catalog.save(Cards.card("odd", 1));
        database.write(
                "a field of the future",
                sql -> sql.execute("UPDATE card SET payload = json_set(payload, '$.colour', 'blue')"));
        assertThatThrownBy(() -> catalog.cards())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("card 'odd'")
                .hasMessageContaining("colour");
    }
}
