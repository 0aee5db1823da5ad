package io.joute.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.joute.arena.board.RowEnergy;
import io.joute.arena.catalog.Training;
import io.joute.arena.energy.EnergyClass;
import io.joute.arena.energy.Estimate;
import io.joute.arena.energy.Measurement;
import io.joute.arena.ranking.Basis;
import io.joute.arena.ranking.RankedModel;
import io.joute.base.chat.GenerationSettings;
import io.joute.base.chat.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document describes each field of each body, and no other. */
class OpenApiFieldsTest {
    private static final Set<Class<?>> OPTIONAL =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);
    private static final JsonNode DOCUMENT = document();

    private static JsonNode document() {
        try (InputStream text = OpenApi.class.getResourceAsStream("openapi.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(text));
        } catch (IOException unreadable) {
            throw new IllegalStateException("openapi.json cannot be read", unreadable);
        }
    }

    static Stream<Arguments> asked() {
        return Stream.of(
                Arguments.of("Opening", DuelBodies.Opening.class),
                Arguments.of("Asking", DuelBodies.Asking.class),
                Arguments.of("Retrying", DuelBodies.Retrying.class),
                Arguments.of("Voting", DuelBodies.Voting.class),
                Arguments.of("Opinion", DuelBodies.Reacting.class),
                Arguments.of("Erasing", DuelBodies.Erasing.class));
    }

    static Stream<Arguments> answered() {
        return Stream.of(
                Arguments.of("Opened", DuelBodies.Opened.class),
                Arguments.of("Duel", DuelBodies.Blind.class),
                Arguments.of("Turn", DuelBodies.Turn.class),
                Arguments.of("Answer", DuelBodies.Answer.class),
                Arguments.of("Ballot", DuelBodies.Ballot.class),
                Arguments.of("Line", DuelBodies.Line.class),
                Arguments.of("Replayed", DuelBodies.Replayed.class),
                Arguments.of("Delta", EventApi.Delta.class),
                Arguments.of("Done", EventApi.Done.class),
                Arguments.of("Failed", EventApi.Failed.class),
                Arguments.of("Refusal", ErrorBody.class),
                Arguments.of("Reason", TagApi.Body.class),
                Arguments.of("Card", CardBody.class),
                Arguments.of("Billions", CardBody.Billions.class),
                Arguments.of("Build", CardBody.BuildBody.class),
                Arguments.of("Rights", CardBody.RightsBody.class),
                Arguments.of("Training", Training.class),
                Arguments.of("Reveal", RevealBody.class),
                Arguments.of("Contender", RevealBody.Contender.class),
                Arguments.of("Footprint", RevealBody.Energy.class),
                Arguments.of("Usage", Usage.class),
                Arguments.of("Settings", GenerationSettings.class),
                Arguments.of("Estimate", Estimate.class),
                Arguments.of("Measurement", Measurement.class),
                Arguments.of("Leaderboard", BoardBody.class),
                Arguments.of("Basis", Basis.class),
                Arguments.of("Row", BoardBody.Row.class),
                Arguments.of("Row/properties/energy", RowEnergy.class),
                Arguments.of("Row/properties/energyClass", EnergyClass.Span.class),
                Arguments.of("RankedModel", RankedModel.class),
                Arguments.of("Pair", BoardBody.Pair.class),
                Arguments.of("Edition", DatasetApi.EditionBody.class));
    }

    @ParameterizedTest
    @MethodSource({"asked", "answered"})
    void describesEachFieldAndNoOther(String schema, Class<?> body) {
        assertThat(schema(schema).get("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(names(body, false));
    }

    @ParameterizedTest
    @MethodSource("answered")
    void promisesTheFieldsThatAreAlwaysThereAndNoOther(String schema, Class<?> body) {
        Set<String> required = new TreeSet<>();
        schema(schema).get("required").forEach(name -> required.add(name.stringValue()));

        assertThat(required).isEqualTo(names(body, body.isAnnotationPresent(JsonInclude.class)));
    }

    @Test
    void knowsEveryBodyThatIsARecordHere() {
        Set<Object> known = new java.util.HashSet<>();
        Stream.concat(asked(), answered()).forEach(each -> known.add(each.get()[1]));

        for (Class<?> owner :
                Set.of(DuelBodies.class, EventApi.class, BoardBody.class, RevealBody.class, CardBody.class)) {
            for (Class<?> body : owner.getDeclaredClasses()) {
                if (!body.equals(DuelBodies.Opinion.class)) {
                    assertThat(known).contains(body);
                }
            }
        }
    }

    private static JsonNode schema(String name) {
        return DOCUMENT.at("/components/schemas/" + name);
    }

    private static Set<String> names(Class<?> body, boolean alwaysThere) {
        return new TreeSet<>(Arrays.stream(body.getRecordComponents())
                .filter(component -> !alwaysThere || !OPTIONAL.contains(component.getType()))
                .map(RecordComponent::getName)
                .toList());
    }
}
