package io.joute.cli;

import java.io.IOException;

/** An engine that takes turns with others on the same machine. */
interface Peer {
    /** Its name, as tables and charts show it. */
    String name();

    /**
     * Load the model, do all it can of the plan, let go of the machine.
     *
     * @throws IOException when it cannot: the message says why, in a line
     */
    Turn turn() throws IOException;
}
