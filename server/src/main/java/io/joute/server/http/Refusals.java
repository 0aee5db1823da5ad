package io.joute.server.http;

import io.joute.arena.duel.DuelException;
import io.joute.arena.duel.DuelId;
import io.joute.arena.duel.DuelLogException;

/** Turns what the arena refuses into what a request is told; nothing of the exception's own words is kept. */
public final class Refusals {
    private Refusals() {}

    /** The refusal that tells a visitor what a duel refused. */
    public static Refusal of(DuelException refused) {
        return switch (refused.reason()) {
            case DuelException.Reason.Unknown _ -> new Refusal(Fault.UNKNOWN);
            case DuelException.Reason.WrongState _ -> new Refusal(Fault.STATE);
            case DuelException.Reason.Invalid invalid ->
                switch (invalid.field()) {
                    case "prompt", "models" -> new Refusal(Fault.INVALID, invalid.field());
                    default -> new Refusal(Fault.INVALID);
                };
            case DuelException.Reason.TooLong _ -> new Refusal(Fault.TOO_LONG);
            case DuelException.Reason.ModeUnavailable _ -> new Refusal(Fault.STATE, "mode");
            case DuelException.Reason.Consent _ -> new Refusal(Fault.CONSENT);
            case DuelException.Reason.Busy busy ->
                new Refusal(Fault.BUSY, "busy", Math.max(1, busy.retryAfter().toSeconds()));
        };
    }

    /** The refusal that tells a visitor that nothing was kept. */
    public static Refusal of(DuelLogException failed) {
        return new Refusal(Fault.BUSY, "storage", 5);
    }

    /** The id in an address; refuses one of another form as unknown. */
    public static DuelId duelId(String text) {
        try {
            return new DuelId(text);
        } catch (IllegalArgumentException notAnId) {
            throw new Refusal(Fault.UNKNOWN);
        }
    }
}
