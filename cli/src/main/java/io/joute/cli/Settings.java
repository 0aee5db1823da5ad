package io.joute.cli;

import java.nio.file.Path;

/**
 * All that was decided before anything starts.
 *
 * @param dataDirectory where votes, cards and models are kept
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param openBrowser whether to show the page once it answers
 * @param threads workers of the engine
 * @param zone electricity mix of this machine, ISO 3166 alpha-3 or {@code WOR}
 */
record Settings(Path dataDirectory, String host, int port, boolean openBrowser, int threads, String zone) {}
