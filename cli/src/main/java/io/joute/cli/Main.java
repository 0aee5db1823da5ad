package io.joute.cli;

/** The entrance. */
public final class Main {
    private Main() {}

    /** Run the command that {@code arguments} name, and end with its exit code. */
    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofProcess();
        surroundings.eraseIncubatorWarning();
        int code = new CommandTree(surroundings).run(arguments);
        System.exit(code);
    }
}
