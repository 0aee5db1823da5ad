package io.joute.server.api.v1;

import io.joute.base.chat.ChatException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every request for an answer has, whichever its form: how it is answered, under which name, where to, and what it
 * took. For one request and one thread.
 */
record Exchange(Answers answers, Identity identity, Sheet sheet, Spent spent) {
    /** Write as it was asked for, and count what was spent, however that ends. */
    void run(Runnable whole, Runnable stream) {
        try {
            if (answers.stream()) {
                stream.run();
            } else {
                whole.run();
            }
        } catch (ChatException failure) {
            spent.failed();
            sheet.fail(failure);
        } finally {
            spent.count();
        }
    }

    /** Send a body that has its choices. */
    void whole(ObjectNode body) {
        spent.write(body.putObject("usage"));
        spent.writeHeaders(sheet.response());
        sheet.whole(body);
    }

    /** An event to fill. */
    ObjectNode event(String suffix) {
        ObjectNode event = identity.body(suffix);
        if (answers.usageToo()) {
            event.putNull("usage");
        }
        return event;
    }

    /** The last events. */
    void end(String suffix) {
        if (answers.usageToo()) {
            ObjectNode event = identity.body(suffix);
            event.putArray("choices");
            spent.write(event.putObject("usage"));
            sheet.event(event);
        }
        sheet.end();
    }
}
