/**
 * Joute's models as LangChain4j's: {@link io.joute.langchain4j.JouteChatModel} answers at once, {@link
 * io.joute.langchain4j.JouteStreamingChatModel} as the answer comes. Either wraps any {@link
 * io.joute.base.chat.ChatModel}; what a request asks for and the model cannot do is refused, never left out in silence.
 */
@NullMarked
package io.joute.langchain4j;

import org.jspecify.annotations.NullMarked;
