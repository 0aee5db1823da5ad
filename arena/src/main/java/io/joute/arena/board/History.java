package io.joute.arena.board;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Votes that others published, kept apart from the arena's own log. Safe for any number of threads. */
public interface History {
    /** Keep those that are not kept yet, durably; gives how many were new. */
    int add(List<ImportedVote> votes);

    /** Pass every vote to {@code reader}, in the order in which they were added. */
    void readAll(Consumer<? super ImportedVote> reader);

    /** How many votes are kept, by source. */
    Map<String, Long> sources();

    /** Let go of all votes of a source; gives how many there were. */
    int forget(String source);
}
