package io.joute.arena.duel;

/** Decides how many characters a tick shows, by the rule of {@link Pace}. Its turn's lock guards it. */
final class Pacer {
    private final double usualPerTick;
    private final double leastPerTick;
    private final int drainTicks;
    private double rate;
    private long sharedCharacters;
    private long sharedTicks;
    private double credit;

    /** What is known of one side: characters written and not yet shown, and whether more may come. */
    record Lane(int waiting, boolean ended) {
        boolean over() {
            return ended && waiting == 0;
        }
    }

    Pacer(Pace pace) {
        usualPerTick = pace.perTick(pace.charactersPerSecond());
        leastPerTick = pace.perTick(pace.leastPerSecond());
        drainTicks = pace.drainTicks();
        rate = usualPerTick;
    }

    /** Characters to show now on each side that is not over; a side with fewer waiting, its last, shows those. */
    int tick(Lane left, Lane right) {
        if (left.over() && right.over()) {
            return 0;
        }
        return left.over() || right.over() ? alone(left.over() ? right : left) : together(left, right);
    }

    private int together(Lane left, Lane right) {
        int backlog = Math.min(left.waiting(), right.waiting());
        rate = Math.max(rate, Math.ceilDiv(backlog, drainTicks));
        int shown = spend(rate, Math.min(supply(left), supply(right)));
        sharedCharacters += shown;
        sharedTicks++;
        return shown;
    }

    private int alone(Lane lane) {
        return spend(pace(), lane.waiting());
    }

    /** Characters a tick so far, as long as both were shown. */
    private double pace() {
        return sharedTicks == 0 ? usualPerTick : Math.max(leastPerTick, (double) sharedCharacters / sharedTicks);
    }

    /** A side that shows its last few must not set the other free: that would be a jump. */
    private int supply(Lane lane) {
        return lane.ended() ? Math.max(lane.waiting(), (int) Math.ceil(pace())) : lane.waiting();
    }

    /** Fractions of a character are kept for the next tick; what a stalled side did not use is not. */
    private int spend(double perTick, int available) {
        credit += perTick;
        int allowed = (int) credit;
        credit -= allowed;
        return Math.min(allowed, available);
    }
}
