package io.joute.server.admin;

import io.joute.arena.admin.Access;
import io.joute.arena.admin.AuditTrail;
import io.joute.arena.admin.LegalTexts;
import io.joute.arena.admin.SuggestedQuestions;
import io.joute.arena.dataset.Dataset;
import io.joute.arena.dataset.Shelf;
import io.joute.arena.duel.Census;
import io.joute.arena.moderation.Gatekeeper;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What who runs an arena can see and do besides playing.
 *
 * @param access the door
 * @param trail where everything done here is written down
 * @param census what goes on
 * @param dataset what can be exported
 * @param shelf where datasets are published
 * @param questions that visitors are offered to try
 * @param texts that visitors agree to
 * @param models what runs them
 * @param gatekeeper who lets questions in
 * @param settings those that hold, without any secret
 * @param clock for the trail; its zone is that of the pages
 */
public record Administration(
        Access access,
        AuditTrail trail,
        Census census,
        Dataset dataset,
        Shelf shelf,
        SuggestedQuestions questions,
        LegalTexts texts,
        ModelDesk models,
        Gatekeeper gatekeeper,
        List<Setting> settings,
        Clock clock) {
    public Administration {
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(trail, "trail");
        Objects.requireNonNull(census, "census");
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(shelf, "shelf");
        Objects.requireNonNull(questions, "questions");
        Objects.requireNonNull(texts, "texts");
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(gatekeeper, "gatekeeper");
        settings = List.copyOf(settings);
        Objects.requireNonNull(clock, "clock");
    }

    /**
     * A setting that holds.
     *
     * @param key as in the file
     * @param value empty when nothing is set
     * @param from where it comes from, in words; empty when it is not set
     */
    public record Setting(String key, String value, Optional<String> from) {}
}
