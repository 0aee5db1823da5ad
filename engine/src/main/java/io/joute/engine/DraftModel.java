package io.joute.engine;

import io.joute.base.chat.ChatException;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Guesses what a small model would say. It reads what the other one says, a piece at a time where that is much, and forgets
 * of its own guesses what the other one did not say.
 */
final class DraftModel implements Drafter {
    private final SmallModel model;
    private final Session session;
    private boolean begun;

    DraftModel(SmallModel model) {
        this.model = model;
        this.session = model.newSession();
    }

    @Override
    public boolean follow(TokenList said, long promisedBytes) {
        if (!begun) {
            begun = true;
            session.recall(unread(said).array());
        }
        forgetGuesses(said);
        if (said.size() >= session.position() + session.room()) {
            return false;
        }
        int unread = said.size() - session.position();
        if (unread > Plan.SHORT) {
            int piece = Math.min(unread - 1, model.piece());
            model.read(session, ids(said, session.position(), session.position() + piece), promisedBytes);
            unread -= piece;
        }
        return unread <= Plan.SHORT;
    }

    private IntBuffer unread(TokenList said) {
        return said.copy(session.position(), said.size());
    }

    /** The last token that was said is read again where need be: only its logits tell what follows. */
    private void forgetGuesses(TokenList said) {
        session.truncate(Math.min(session.commonPrefix(said), said.size() - 1));
    }

    private int[] ids(TokenList said, int from, int to) {
        int[] ids = said.copy(from, to).array();
        for (int id : ids) {
            if (id >= model.vocabularySize()) {
                throw new ChatException(
                        model.path().getFileName() + ": its vocabulary of " + model.vocabularySize()
                                + " tokens has no token " + id,
                        new ChatException.Cause.Refused());
            }
        }
        return ids;
    }

    @Override
    public int[] propose(TokenList said, Outlook outlook) {
        int[] ids = ids(said, session.position(), said.size());
        int most = Math.min(outlook.most(), session.room() - ids.length);
        int[] guessed = new int[Math.max(0, most)];
        int count = 0;
        boolean more = most > 0;
        while (more) {
            OptionalInt next = outlook.foresight()
                    .pick(model.logits(session, ids, outlook.promisedBytes()), model.sharedVocabulary());
            if (next.isPresent()) {
                ids = new int[] {next.getAsInt()};
                guessed[count] = ids[0];
                count++;
            }
            more = next.isPresent() && count < most && !model.isSpecial(ids[0]);
        }
        return Arrays.copyOf(guessed, count);
    }

    @Override
    public void end(TokenList said) {
        if (begun) {
            session.truncate(session.commonPrefix(said));
            session.keep();
        }
    }
}
