package io.joute.server.page;

import org.jspecify.annotations.Nullable;

/**
 * How a reveal can be shown to others.
 *
 * @param picture address of its picture
 * @param link the link that is open, or null
 */
public record ShareView(String picture, @Nullable Link link) {
    /**
     * A link that is open.
     *
     * @param address where it leads
     * @param shown the same, as people write it
     * @param withQuestion whether the question is shown there
     */
    public record Link(String address, String shown, boolean withQuestion) {}
}
