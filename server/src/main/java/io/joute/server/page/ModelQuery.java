package io.joute.server.page;

import io.helidon.webserver.http.ServerRequest;
import io.joute.arena.catalog.ModelCard;
import io.joute.server.http.Fault;
import io.joute.server.http.Refusal;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the query of the catalogue's address asks for.
 *
 * @param search words that a card must have
 * @param wished by facet, the value wished
 * @param order of the cards
 */
record ModelQuery(String search, Map<ModelFacet, String> wished, Order order) {
    private static final int MOST_CHARACTERS = 200;
    private static final Pattern MARK = Pattern.compile("\\p{M}+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    ModelQuery {
        wished = Map.copyOf(wished);
    }

    /** How cards can be ordered. */
    enum Order {
        SIZE,
        NAME,
        MAKER,
        DATE,
        ENERGY,
        RATING;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Read the query of a request.
     *
     * @throws Refusal when it names a facet's value or an order that cannot be
     */
    static ModelQuery of(ServerRequest request) {
        Map<ModelFacet, String> wished = new EnumMap<>(ModelFacet.class);
        for (ModelFacet facet : ModelFacet.values()) {
            asked(request, facet.key()).ifPresent(value -> wished.put(facet, value));
        }
        String order = asked(request, "sort").orElse(Order.SIZE.key());
        return new ModelQuery(
                asked(request, "q").orElse("").strip(),
                wished,
                Arrays.stream(Order.values())
                        .filter(each -> each.key().equals(order))
                        .findFirst()
                        .orElseThrow(() -> new Refusal(Fault.INVALID)));
    }

    /** The ids of {@code compare=a,b} or {@code compare=a&compare=b}. */
    static List<String> compared(ServerRequest request) {
        return request.query().all("compare", List::of).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    boolean chosen() {
        return !search.isEmpty() || !wished.isEmpty();
    }

    /** Whether a card has all the words searched, and in every facet but {@code left} what is wished. */
    boolean admits(ModelCard card, ModelFacet.Sight sight, Optional<ModelFacet> left) {
        return found(card)
                && wished.entrySet().stream()
                        .filter(entry -> !left.equals(Optional.of(entry.getKey())))
                        .allMatch(entry -> entry.getKey().of(card, sight).contains(entry.getValue()));
    }

    private boolean found(ModelCard card) {
        String text = plain(String.join(
                " ",
                card.id(),
                card.name(),
                card.family(),
                card.maker(),
                card.licence(),
                card.description().toString()));
        return SPACE.splitAsStream(plain(search)).allMatch(text::contains);
    }

    /** Without accents and capitals. */
    private static String plain(String text) {
        return MARK.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static Optional<String> asked(ServerRequest request, String name) {
        return request.query()
                .first(name)
                .asOptional()
                .filter(value -> !value.isEmpty())
                .map(value -> value.substring(0, Math.min(value.length(), MOST_CHARACTERS)));
    }
}
