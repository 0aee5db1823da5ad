package io.joute.cli.hub;

import java.util.regex.Pattern;

/**
 * A file of a repository, whose path stays inside whatever folder it is put in.
 *
 * @param path in the repository, a slash between folders
 * @param sizeBytes its size
 * @param digest what its bytes add up to
 */
public record HubFile(String path, long sizeBytes, HubDigest digest) {
    private static final Pattern PART = Pattern.compile("[\\w+=,@()\\[\\] -][\\w.+=,@()\\[\\] -]*");
    private static final int LONGEST_PATH = 255;

    /** Refuse what leads out of a folder, and sizes below zero. */
    public HubFile {
        if (!isPlain(path)) {
            throw new IllegalArgumentException("path is '" + path + "', expected plain names with '/' between");
        }
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("size of " + path + " is " + sizeBytes + ", expected 0 or more");
        }
    }

    /** Whether a path stays inside a folder and has nothing that a system reads as more than a name. */
    public static boolean isPlain(String path) {
        for (String part : path.split("/", -1)) {
            if (!PART.matcher(part).matches()) {
                return false;
            }
        }
        return path.length() <= LONGEST_PATH;
    }
}
