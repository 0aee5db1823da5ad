/**
 * What an arena and a model say to each other: a {@link io.joute.base.chat.ChatRequest} goes in, {@link
 * io.joute.base.chat.ChatEvent}s come out. No engine, no network, no product in here.
 */
@NullMarked
package io.joute.base.chat;

import org.jspecify.annotations.NullMarked;
