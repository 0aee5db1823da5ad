package io.joute.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.catalog.Details;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.ModelStatus;
import io.joute.arena.duel.Cards;
import io.joute.store.file.CatalogFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards from files, and what people made of them since. */
class CatalogOfferTest {
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

    @Test
    void takesANewCardAndFollowsItsFile() {
        assertThat(catalog.offer(Cards.card("a", 1))).isTrue();
        assertThat(catalog.offer(Cards.card("a", 1))).isFalse();
        assertThat(catalog.offer(Cards.card("a", 2))).isTrue();
        assertThat(catalog.card("a")).contains(Cards.card("a", 2));
    }

    @Test
    void leavesACardThatSomebodyChanged() {
        catalog.offer(Cards.card("a", 1));
        ModelCard retired = Cards.card("a", 1).withStatus(ModelStatus.ARCHIVED);
        catalog.save(retired);

        assertThat(catalog.offer(Cards.card("a", 2))).isFalse();
        assertThat(catalog.card("a")).contains(retired);
    }

    @Test
    void doesNotBringBackARemovedCard() {
        catalog.offer(Cards.card("a", 1));
        catalog.remove("a");

        assertThat(catalog.offer(Cards.card("a", 1))).isFalse();
        assertThat(catalog.card("a")).isEmpty();
    }

    @Test
    void leavesACardThatWasThereBefore() {
        catalog.save(Cards.card("a", 7));

        assertThat(catalog.offer(Cards.card("a", 1))).isFalse();
        assertThat(catalog.card("a")).contains(Cards.card("a", 7));
    }

    /** The order in which a JVM walks sets and maps changes from run to run: cards are compared, not their texts. */
    @Test
    void keepsEveryFieldOfTheStarterCatalogue() {
        CatalogFile files = new CatalogFile();
        files.starter().forEach(catalog::offer);
        close();
        open();

        assertThat(catalog.cards()).containsExactlyInAnyOrderElementsOf(files.starter());
        assertThat(files.starter()).noneMatch(catalog::offer);
    }

    @Test
    void readsACardOfTheFormerForm() {
        catalog.save(Cards.card("old", 1));
        database.write(
                "a card of the first version",
                sql -> sql.execute(
                        "UPDATE card SET version = 1, payload = json_remove(payload, '$.details') WHERE id = 'old'"));

        assertThat(catalog.card("old")).contains(Cards.card("old", 1).withDetails(Details.NONE));
    }
}
