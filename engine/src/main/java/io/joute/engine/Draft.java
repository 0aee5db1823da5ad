package io.joute.engine;

import io.joute.base.chat.ChatException;
import io.joute.engine.sampling.NonFiniteLogitsException;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Guesses at one answer, as long as they pay. For the scheduler's threads, one at a time. */
final class Draft {
    private static final System.Logger LOG = System.getLogger(Draft.class.getName());

    private final int[] prompt;
    private final TokenList said = new TokenList();
    private final DraftLength length = new DraftLength();
    private final LongSupplier nanoClock;
    private Optional<Drafter> drafter;
    private Optional<PassCosts> account = Optional.empty();
    private int guessed;
    private int accepted;

    /** Of an answer to {@code prompt}; without a drafter, nothing is guessed. */
    Draft(Optional<Drafter> drafter, int[] prompt, LongSupplier nanoClock) {
        this.drafter = drafter;
        this.prompt = prompt;
        this.nanoClock = nanoClock;
        said.add(prompt);
    }

    int[] prompt() {
        return prompt;
    }

    /** The model picked {@code id}. */
    void said(int id) {
        said.add(id);
    }

    /** What may follow. */
    int[] next(PassCosts costs, Outlook outlook) {
        account = Optional.of(costs);
        int count = drafter.isEmpty() || !costs.mayTry() ? 0 : length.best(costs, outlook.most());
        int[] guessed = count == 0
                ? new int[0]
                : guess(drafter.get(), costs, new Outlook(count, outlook.foresight(), outlook.promisedBytes()));
        if (guessed.length == 0) {
            costs.notGuessed();
            length.rested();
        }
        return guessed;
    }

    /** A drafter that fails, as one that finds no memory does, is given up; the answer goes on without. */
    private int[] guess(Drafter from, PassCosts costs, Outlook outlook) {
        long start = nanoClock.getAsLong();
        try {
            boolean able = from.follow(said, outlook.promisedBytes());
            long followed = nanoClock.getAsLong();
            int[] guessed = able ? from.propose(said, outlook) : new int[0];
            if (guessed.length > 0) {
                costs.guessed(guessed.length, nanoClock.getAsLong() - followed);
            }
            return guessed;
        } catch (ChatException | NonFiniteLogitsException | OutOfMemoryError e) {
            LOG.log(System.Logger.Level.WARNING, "an answer goes on without guesses", e);
            drafter = Optional.empty();
            return new int[0];
        } finally {
            costs.tried(nanoClock.getAsLong() - start);
        }
    }

    /** Tokens guessed at so far. */
    int guessed() {
        return guessed;
    }

    /** Those of them that came true. */
    int accepted() {
        return accepted;
    }

    /** Of {@code proposed} tokens {@code cameTrue}. */
    void checked(int proposed, int cameTrue) {
        guessed += proposed;
        accepted += cameTrue;
        length.checked(proposed, cameTrue);
        account.ifPresent(costs -> costs.checked(cameTrue + 1));
    }

    /** The answer is over. */
    void end() {
        drafter.ifPresent(each -> each.end(said));
    }
}
