package io.joute.connect.wire;

/** A key. Nothing prints it: who needs it must ask by {@link #reveal()}, and only protocols do. */
public final class Secret {
    private static final int LEAST = 8;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Keep a key.
     *
     * @throws IllegalArgumentException when this can be none, without telling it
     */
    public static Secret of(String value) {
        String bare = value.strip();
        if (bare.length() < LEAST || !bare.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("the key is no key: expected " + LEAST
                    + " or more printable characters without spaces, found others (not shown)");
        }
        return new Secret(bare);
    }

    /** The key itself, for the header that carries it. */
    public String reveal() {
        return value;
    }

    /** {@code text} without the key. */
    public String hidden(String text) {
        return text.replace(value, "…");
    }

    @Override
    public String toString() {
        return "key (not shown)";
    }
}
