package io.joute.cli;

import io.joute.arena.catalog.ModelCard;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code joute endpoints cards}: the cards that need no description. */
@Command(
        name = "cards",
        description = "List the cards that Joute knows, for the setting 'card' of an endpoint.",
        footer = {"", "Examples:", "  joute endpoints cards"})
final class EndpointsCardsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    EndpointsCardsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Table table = new Table("id", "name", "maker", "released", "parameters", "active", "openness");
        for (ModelCard card : KnownModels.cards()) {
            table.add(
                    card.id(),
                    card.name(),
                    card.maker(),
                    card.releaseDate(),
                    RevealText.parameters(card.total()).replace(" parameters", "")
                            + (card.estimated() ? " (est.)" : ""),
                    RevealText.parameters(card.active()).replace(" parameters", ""),
                    RevealText.openness(card.openness()));
        }
        table.print(surroundings.out());
        return Exit.OK.code();
    }
}
