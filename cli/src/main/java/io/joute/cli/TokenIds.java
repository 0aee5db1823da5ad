package io.joute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads token ids from text: numbers between spaces, commas or line ends, perhaps in the brackets of a JSON array. */
final class TokenIds {
    private static final Pattern BETWEEN = Pattern.compile("[\\s,\\[\\]]+");
    private static final Pattern ID = Pattern.compile("\\d{1,9}");

    private TokenIds() {}

    /**
     * The ids of a file.
     *
     * @throws CommandFailure naming the first thing that is none
     */
    static int[] read(Path file) throws IOException {
        String[] words = BETWEEN.split(Files.readString(file).strip());
        int[] ids = Arrays.stream(words)
                .filter(word -> !word.isEmpty())
                .mapToInt(word -> id(file, word))
                .toArray();
        if (ids.length == 0) {
            throw new CommandFailure(Exit.FAILURE, file + ": no token ids, expected 1 or more");
        }
        return ids;
    }

    private static int id(Path file, String word) {
        if (!ID.matcher(word).matches()) {
            throw new CommandFailure(Exit.FAILURE, file + ": '" + word + "' is no token id");
        }
        return Integer.parseInt(word);
    }
}
