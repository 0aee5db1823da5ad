package io.joute.server.page;

import java.util.List;

/**
 * What a large public preferred: ratings of compar:IA's public table on 11 February 2026 (Apache-2.0).
 *
 * @see <a href="https://comparia.beta.gouv.fr">compar:IA</a>
 */
final class PublicRatings {
    static final List<Rating> ALL = List.of(
            new Rating("Gemma 3 27B", 1082, 1076, 1089, 8583),
            new Rating("Gemma 3 12B", 1063, 1056, 1070, 8288),
            new Rating("Gemma 3 4B", 1035, 1029, 1042, 9361),
            new Rating("Gemini 1.5 Pro", 1030, 1022, 1038, 7387),
            new Rating("Llama 3.3 70B", 986, 980, 992, 9845),
            new Rating("Mistral Small 24B 2501", 984, 974, 994, 3318),
            new Rating("Llama 3.1 70B", 971, 963, 980, 5583),
            new Rating("Claude 3.5 Sonnet v2", 970, 962, 978, 5683),
            new Rating("GPT-4o 08-2024", 961, 952, 970, 5896),
            new Rating("Llama 3.1 405B", 956, 950, 963, 9973),
            new Rating("Llama 3.1 8B", 932, 926, 938, 10_444));

    private PublicRatings() {}

    /** A line of that table: rating, 95 % interval, comparisons. */
    record Rating(String model, int rating, int low, int high, int comparisons) {}
}
