package io.joute.distill.demo;

/** The three models that Joute trains itself. */
public enum DemoModel {
    /** Taught by every label. */
    BIG("joute-demo-3m", "Joute Grand 3M"),
    /** Taught by a few labels, and by the big one's soft targets on every question. */
    DISTILLED("joute-demo-240k", "Joute Petit 0.24M"),
    /** The same, left alone with the same few labels. */
    ALONE("joute-demo-240k-alone", "Joute Petit 0.24M, sans maître");

    private final String id;
    private final String displayName;

    DemoModel(String id, String displayName) {
        this.id = id;
        this.displayName = displayName;
    }

    /** The id of its card. */
    public String id() {
        return id;
    }

    /** Its name on screens. */
    public String displayName() {
        return displayName;
    }

    /** The name of its file. */
    public String fileName() {
        return id + ".gguf";
    }
}
