package io.joute.cli.hub;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names what to fetch: {@code hf:OWNER/REPO}, or {@code hf:OWNER/REPO:FILE}.
 *
 * @param owner of the repository
 * @param name of the repository
 * @param file a file in it, or a part of its name that no other has, as {@code Q4_K_M}
 */
public record HubAddress(String owner, String name, Optional<String> file) {
    private static final Pattern FORM =
            Pattern.compile("hf:([A-Za-z0-9][\\w.-]{0,95})/([A-Za-z0-9][\\w.-]{0,95})(?::(.{1,200}))?");

    /**
     * Read one.
     *
     * @throws IllegalArgumentException when it has another form
     */
    public static HubAddress of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || text.contains("..")) {
            throw new IllegalArgumentException("'" + text
                    + "' is no address of a model, expected hf:OWNER/REPO or hf:OWNER/REPO:FILE (a file of this machine: "
                    + "joute models add FILE)");
        }
        return new HubAddress(matcher.group(1), matcher.group(2), Optional.ofNullable(matcher.group(3)));
    }

    /** Owner and name, a slash between. */
    public String repository() {
        return owner + '/' + name;
    }
}
