/**
 * Fetching models from a hub that speaks Hugging Face's interface.
 *
 * <p>{@link io.joute.cli.hub.Hub} asks, {@link io.joute.cli.hub.HubChoice} chooses the files that make a model, {@link
 * io.joute.cli.hub.HubDownload} brings them whole or not at all. Uses nothing else of Joute.
 */
@NullMarked
package io.joute.cli.hub;

import org.jspecify.annotations.NullMarked;
