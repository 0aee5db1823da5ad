package io.joute.arena.ranking;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the reference tables beside the tests. */
final class RankingVectors {
    private RankingVectors() {}

    static JsonNode json(String name) {
        return JsonMapper.shared().readTree(text(name));
    }

    /** Votes in the exchange form: vote_id, ts, voter_id, model_a, model_b, outcome, category, language. */
    static List<Comparison> votes(String name) {
        return rows(name).stream().map(RankingVectors::comparison).toList();
    }

    /** The same of one category. */
    static List<Comparison> votes(String name, String category) {
        return rows(name).stream()
                .filter(cells -> cells[6].equals(category))
                .map(RankingVectors::comparison)
                .toList();
    }

    /** The lines of a table but for its header, cut at commas. */
    static List<String[]> rows(String name) {
        List<String[]> rows = new ArrayList<>();
        text(name).lines().skip(1).forEach(line -> rows.add(line.split(",", -1)));
        return rows;
    }

    static Comparison comparison(String[] cells) {
        Outcome outcome = switch (cells[5]) {
            case "model_a" -> Outcome.A;
            case "model_b" -> Outcome.B;
            case "tie" -> Outcome.TIE;
            case "both_bad" -> Outcome.BOTH_BAD;
            default -> throw new IllegalArgumentException("outcome is '" + cells[5] + "'");
        };
        return new Comparison(cells[2], cells[3], cells[4], outcome);
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(RankingVectors.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read test resource " + name, e);
        }
    }
}
