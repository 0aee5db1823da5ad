package io.joute.cli.hub;

import java.util.Locale;

/** Sizes as people read them. */
public final class ByteSize {
    private static final double KIBI = 1 << 10;
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

    private ByteSize() {}

    /** Say it, such as {@code 4.2 GiB}. */
    public static String shown(long bytes) {
        if (bytes < KIBI) {
            return bytes + " bytes";
        }
        double size = bytes / KIBI;
        int unit = 0;
        while (size >= KIBI && unit < UNITS.length - 1) {
            size /= KIBI;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
