package io.joute.cli;

import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.engine.Drafting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What guesses at the answers of which model of an arena: {@code none}, {@code lookup}, a file or the id of a model.
 *
 * @param usual at those of models that are not named
 * @param byModel at those of the models with these ids
 */
record DraftPlan(String usual, Map<String, String> byModel) {
    /** Nothing guesses. */
    static final DraftPlan NONE = new DraftPlan(DraftOptions.NONE, Map.of());

    DraftPlan {
        byModel = Map.copyOf(byModel);
    }

    /** The plan that {@code text} says, as {@code lookup} or {@code lookup, MODEL=none}; empty where it says none. */
    static Optional<DraftPlan> parse(String text) {
        String usual = "";
        Map<String, String> byModel = new HashMap<>();
        for (String part : text.split(",", -1)) {
            String[] sides = part.strip().split("\\s*=\\s*", 2);
            String how = sides[sides.length - 1];
            boolean twice = sides.length == 1 ? !usual.isEmpty() : byModel.put(sides[0], how) != null;
            if (twice || how.isEmpty() || sides[0].isEmpty()) {
                return Optional.empty();
            }
            usual = sides.length == 1 ? how : usual;
        }
        return Optional.of(new DraftPlan(usual.isEmpty() ? DraftOptions.NONE : usual, byModel));
    }

    /** What guesses at the answers of {@code card}; no model does at its own. */
    Drafting drafting(ModelCard card, Catalog catalog) {
        String how = byModel.getOrDefault(card.id(), usual);
        return switch (how) {
            case DraftOptions.NONE -> new Drafting.None();
            case DraftOptions.LOOKUP -> new Drafting.Lookup();
            default ->
                checkpoint(how, catalog)
                        .filter(file -> !card.checkpoint().map(Path::of).equals(Optional.of(file)))
                        .<Drafting>map(Drafting.Model::new)
                        .orElseGet(Drafting.None::new);
        };
    }

    private static Optional<Path> checkpoint(String how, Catalog catalog) {
        Path file = Path.of(how);
        return Files.exists(file)
                ? Optional.of(file)
                : catalog.card(how).flatMap(ModelCard::checkpoint).map(Path::of).filter(Files::exists);
    }

    /**
     * Refuse a plan that names models that are not there.
     *
     * @throws CommandFailure that says which
     */
    void require(Catalog catalog) {
        List<String> unknown = new ArrayList<>();
        byModel.keySet().stream().filter(id -> catalog.card(id).isEmpty()).forEach(unknown::add);
        List<String> all = new ArrayList<>(byModel.values());
        all.add(usual);
        all.stream()
                .filter(how -> !how.equals(DraftOptions.NONE) && !how.equals(DraftOptions.LOOKUP))
                .filter(how -> checkpoint(how, catalog).isEmpty())
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "drafting names '" + String.join("', '", unknown)
                            + "', expected files that are there or ids of installed models (joute models list)");
        }
    }
}
