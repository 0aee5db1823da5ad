package io.joute.server.page;

import org.jspecify.annotations.Nullable;

/**
 * What a refused or failed request shows.
 *
 * @param reference number under which the operator finds the cause in the log, or null when there is none
 */
public record ErrorPage(
        Shell shell,
        String heading,
        String sentence,
        @Nullable String reference) {}
