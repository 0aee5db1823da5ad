package io.joute.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The table of the house, read from the compiled classes. */
final class PackageRulesTest {
    private static final String DUEL = "io.joute.arena.duel";
    private static final String CATALOG = "io.joute.arena.catalog";
    private static final String CLI = "io.joute.cli";

    private final PackageGraph graph = PackageGraph.of(CompiledClasses.all());

    @Test
    void packagesUseOnlyWhatTheTableAllows() {
        assertThat(graph.forbidden(rules())).isEmpty();
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(rules().keySet()).containsAll(graph.uses().keySet());
    }

    @Test
    void noPackageReachesItselfAgain() {
        assertThat(graph.cyclic()).isEmpty();
    }

    @Test
    void aForbiddenUseIsFound() {
        Map<String, Set<String>> stricter = rules();
        stricter.put(DUEL, Set.of("io.joute.base.chat", CATALOG));

        assertThat(graph.forbidden(stricter))
                .containsExactly(DUEL + " -> io.joute.arena.energy", DUEL + " -> io.joute.arena.prompt");
    }

    @Test
    void aPackageOutsideTheTableMayUseNothing() {
        Map<String, Set<String>> shorter = rules();
        shorter.remove(DUEL);

        assertThat(graph.forbidden(shorter)).contains(DUEL + " -> io.joute.base.chat");
    }

    @Test
    void aCycleIsFound() {
        Map<String, Set<String>> closed = new TreeMap<>(graph.uses());
        closed.put("io.joute.base.chat", Set.of(CATALOG));
        closed.put(CATALOG, Set.of(DUEL));

        assertThat(new PackageGraph(closed).cyclic()).contains(CATALOG, DUEL, "io.joute.base.chat");
    }

    /** The command line wires everything, and nobody else may use it. */
    private Map<String, Set<String>> rules() {
        Map<String, Set<String>> rules = PackageRules.below();
        rules.put(CLI, Set.copyOf(graph.uses().keySet()));
        return rules;
    }
}
