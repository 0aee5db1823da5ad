package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.catalog.ModelCard;
import io.joute.base.chat.FinishReason;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BlindnessTest {
    /** Whatever a value of these types can hold, through all its components. */
    private static Set<Class<?>> reachable(Class<?>... roots) {
        Set<Class<?>> seen = new HashSet<>();
        Deque<Type> open = new ArrayDeque<>(List.of(roots));
        while (!open.isEmpty()) {
            Type next = open.pop();
            if (next instanceof ParameterizedType generic) {
                open.add(generic.getRawType());
                open.addAll(List.of(generic.getActualTypeArguments()));
            } else if (next instanceof Class<?> type && seen.add(type)) {
                open.addAll(inside(type));
            }
        }
        return seen;
    }

    private static List<Type> inside(Class<?> type) {
        List<Type> types = new ArrayList<>();
        if (type.isRecord()) {
            Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(types::add);
        }
        if (type.isSealed()) {
            types.addAll(List.of(type.getPermittedSubclasses()));
        }
        return types;
    }

    @Test
    void holdsNothingOfAModelByType() {
        Set<Class<?>> types = reachable(BlindView.class, BlindEvent.class);
        assertThat(types).contains(BlindView.Answer.class, BlindEvent.Delta.class, Vote.class);
        assertThat(types).extracting(Class::getPackageName).doesNotContain(ModelCard.class.getPackageName());
        assertThat(types)
                .as("only the duel's own words, and text, numbers, lists, maps")
                .allSatisfy(type -> assertThat(type.getPackageName())
                        .isIn(BlindView.class.getPackageName(), "java.lang", "java.util"));
        assertThat(types).doesNotContain(Reveal.class, DuelEvent.class, Contestant.class, Duel.class);
    }

    @Test
    void findsACardThatIsHidden() {
        assertThat(reachable(Reveal.class)).contains(ModelCard.class);
    }

    @Test
    void isTheSameToTheLastCharacterWhenTheModelsAreExchanged() {
        Wire bigLeft = wire("a-big", "b-small");
        Wire smallLeft = wire("b-big", "a-small");
        assertThat(bigLeft.left().endsWith("big"))
                .as("exchanged: left are %s and %s", bigLeft.left(), smallLeft.left())
                .isNotEqualTo(smallLeft.left().endsWith("big"));
        assertThat(bigLeft.seen()).isEqualTo(smallLeft.seen()).hasSizeGreaterThan(10);
    }

    /** Everything a visitor can get before the vote, and who sat left. */
    private record Wire(String left, List<String> seen) {}

    /** Play a duel of these two; whoever sits left says the same, slowly, and the right one is quick. */
    private static Wire wire(String big, String small) {
        ScriptedModel one = ScriptedModel.byHand(big);
        ScriptedModel other = ScriptedModel.byHand(small);
        List<String> seen = new ArrayList<>();
        try (Stage stage = Stage.paced(one, other)) {
            DuelId id = stage.open("Who are you?");
            boolean straight = stage.sideOf(id, big) == Side.LEFT;
            ScriptedModel.Call slow = (straight ? one : other).call().delta("  I am slow");
            ScriptedModel.Call quick = (straight ? other : one).call().delta("I am quick, and long-winded too");
            quick.done(FinishReason.STOP);
            stage.pulse.pass(Pace.DEFAULT.tick());
            stage.pulse.settle();
            slow.delta(", yes").done(FinishReason.LENGTH);
            for (int tick = 0; tick < 3; tick++) {
                stage.pulse.pass(Pace.DEFAULT.tick());
            }
            stage.events(id, 0).forEach(event -> seen.add(event.toString()));
            seen.add(stage.view(id).toString().replace(id.value(), "id"));
            seen.add(stage.duels.history(Stage.ANNE).toString().replace(id.value(), "id"));
            return new Wire(stage.opened(id).left(), seen);
        }
    }
}
