package io.joute.connect;

import java.util.ArrayList;
import java.util.List;

/** Chunks of chat completions, as OpenAI and those who speak like it send them. */
public final class Completion {
    public static final String DONE = "data: [DONE]\n\n";

    private Completion() {}

    public static String delta(String delta, String finish) {
        return "data: {\"id\":\"chatcmpl-AbC123\",\"object\":\"chat.completion.chunk\",\"created\":1764000000,"
                + "\"model\":\"upstream-model\",\"system_fingerprint\":\"fp_1\",\"choices\":[{\"index\":0,\"delta\":"
                + delta
                + ",\"logprobs\":null,\"finish_reason\":" + finish + "}],\"usage\":null}\n\n";
    }

    public static String text(String text) {
        return delta("{\"content\":\"" + text + "\"}", "null");
    }

    public static String usage(String details) {
        return "data: {\"id\":\"chatcmpl-AbC123\",\"object\":\"chat.completion.chunk\",\"created\":1764000000,"
                + "\"model\":\"upstream-model\",\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":9,"
                + "\"total_tokens\":21" + details + "}}\n\n";
    }

    public static List<String> answering(String finish, String... texts) {
        List<String> events = new ArrayList<>();
        events.add(delta("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null"));
        for (String text : texts) {
            events.add(text(text));
        }
        events.add(delta("{}", "\"" + finish + "\""));
        events.add(usage(",\"prompt_tokens_details\":{\"cached_tokens\":4},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":3}"));
        events.add(DONE);
        return events;
    }
}
