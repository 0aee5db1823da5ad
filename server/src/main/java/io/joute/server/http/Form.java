package io.joute.server.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a submitted form. */
public record Form(Map<String, List<String>> fields) {
    /** Hidden field of the token against forged requests. */
    public static final String TOKEN = "token";

    public Form {
        fields = Map.copyOf(fields);
    }

    /** The first value of a field. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of a field, such as ticked boxes. */
    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The value of a field that must be there; refuses the request otherwise. */
    public String required(String name) {
        return first(name).orElseThrow(() -> new Refusal(Fault.INVALID));
    }
}
