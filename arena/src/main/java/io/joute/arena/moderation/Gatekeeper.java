package io.joute.arena.moderation;

import io.joute.arena.admin.AuditTrail;
import io.joute.arena.dataset.Personal;
import io.joute.arena.dataset.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Lets questions in, or not.
 *
 * <p>Who was refused is written down once an hour and reason, without the question: a visitor who tries again and again does
 * not fill the journal. Counts are in memory and gone with the program; addresses are nowhere else. Safe for any number of
 * threads.
 */
public final class Gatekeeper {
    /** Names and dates of birth are as often those of authors and kings: a warning each time would teach to overlook it. */
    private static final Set<Personal> POINTED_OUT =
            EnumSet.complementOf(EnumSet.of(Personal.NAME, Personal.BIRTH_DATE));

    private static final int DIGITS_TOLD = Moderation.SHORTEST;

    private final StoredModeration stored;
    private final HourlyLimits standard;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final Redactor redactor = new Redactor();
    private final HourlyCount visitors = new HourlyCount();
    private final HourlyCount addresses = new HourlyCount();
    private final HourlyCount told = new HourlyCount();
    private volatile Moderation rules;

    /** Keep to what is {@code stored}; where nothing is said of limits, {@code standard} holds. */
    public Gatekeeper(StoredModeration stored, HourlyLimits standard, AuditTrail trail, InstantSource clock) {
        this.stored = stored;
        this.standard = standard;
        this.trail = trail;
        this.clock = clock;
        this.rules = stored.find();
    }

    /**
     * A question that somebody sends.
     *
     * @param visitor pseudonym of the browser
     * @param address where it comes from, as one that is counted; empty where none is
     * @param text the question
     * @param opens whether it opens a duel
     * @param anyway whether its visitor was told of personal data, and sends it all the same
     */
    public record Question(String visitor, Optional<String> address, String text, boolean opens, boolean anyway) {}

    /** What holds now. */
    public Moderation rules() {
        return rules;
    }

    /** What the settings say. */
    public HourlyLimits standard() {
        return standard;
    }

    /** Hold to these from now on. */
    public synchronized void change(Moderation other) {
        stored.set(other);
        rules = other;
    }

    /** Let a question in, or not; a duel that it opens is counted. */
    public Verdict judge(Question question) {
        Moderation now = rules;
        Verdict verdict = verdict(now, question);
        switch (verdict) {
            case Verdict.VisitorBlocked _ -> tell(question.visitor(), "visitor");
            case Verdict.WordBlocked _ -> tell(question.visitor(), "word");
            case Verdict.TooMany _ -> tell(question.visitor(), "limit");
            case Verdict.Admitted _, Verdict.PersonalFound _ -> {}
        }
        return verdict;
    }

    /** What would be said of a text, whoever sent it; nothing is counted. */
    public Verdict tried(String text) {
        return said(rules, text, false);
    }

    private Verdict verdict(Moderation now, Question question) {
        if (now.blocks(question.visitor())) {
            return new Verdict.VisitorBlocked();
        }
        Verdict said = said(now, question.text(), question.anyway());
        return said instanceof Verdict.Admitted && question.opens() ? counted(now.limits(standard), question) : said;
    }

    private Verdict said(Moderation now, String text, boolean anyway) {
        if (now.words().in(text)) {
            return new Verdict.WordBlocked();
        }
        if (!now.pointsOut() || anyway) {
            return new Verdict.Admitted();
        }
        Set<Personal> kinds = EnumSet.noneOf(Personal.class);
        kinds.addAll(redactor.redact(text).found().keySet());
        kinds.retainAll(POINTED_OUT);
        return kinds.isEmpty() ? new Verdict.Admitted() : new Verdict.PersonalFound(kinds);
    }

    private synchronized Verdict counted(HourlyLimits limits, Question question) {
        Instant now = clock.instant();
        Optional<Duration> left = visitors.wait(question.visitor(), limits.perVisitor(), now)
                .or(() -> question.address().flatMap(address -> addresses.wait(address, limits.perAddress(), now)));
        if (left.isPresent()) {
            return new Verdict.TooMany(left.get());
        }
        visitors.add(question.visitor(), now);
        question.address().ifPresent(address -> addresses.add(address, now));
        return new Verdict.Admitted();
    }

    private synchronized void tell(String visitor, String reason) {
        Instant now = clock.instant();
        String who = visitor.substring(0, Math.min(DIGITS_TOLD, visitor.length()));
        if (told.wait(reason + who, 1, now).isEmpty()) {
            told.add(reason + who, now);
            trail.append(now, "question.refuse", reason + ", " + who);
        }
    }
}
