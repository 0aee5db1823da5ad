package io.joute.connect;

import java.util.ArrayList;
import java.util.List;

/** Events of messages, as Anthropic sends them: 12 tokens read, 4 of them from a cache, 9 written. */
public final class MessageEvents {
    private MessageEvents() {}

    public static List<String> message(String reason, List<String> before, String... texts) {
        List<String> events = new ArrayList<>();
        events.add(event(
                "message_start",
                "\"message\":{\"id\":\"msg_01AbC\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"upstream-model\","
                        + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":6,"
                        + "\"cache_creation_input_tokens\":2,\"cache_read_input_tokens\":4,\"output_tokens\":1}}"));
        events.add(event("ping", ""));
        events.addAll(before);
        int index = before.isEmpty() ? 0 : 1;
        events.add(event(
                "content_block_start", "\"index\":" + index + ",\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
        for (String text : texts) {
            events.add(event(
                    "content_block_delta",
                    "\"index\":" + index + ",\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}"));
        }
        events.add(event("content_block_stop", "\"index\":" + index));
        events.add(event(
                "message_delta",
                "\"delta\":{\"stop_reason\":\"" + reason
                        + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":9}"));
        events.add(event("message_stop", ""));
        return events;
    }

    public static String event(String name, String members) {
        return "event: " + name + "\ndata: {\"type\":\"" + name + "\"" + (members.isEmpty() ? "" : ",") + members
                + "}\n\n";
    }
}
