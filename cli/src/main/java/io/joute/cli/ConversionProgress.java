package io.joute.cli;

import io.joute.engine.Conversion;
import java.util.Optional;

/** Shows how many mebibytes are written. */
final class ConversionProgress implements Conversion.Listener, AutoCloseable {
    private static final int MEBI_BITS = 20;

    private final Surroundings surroundings;
    private Optional<Progress> shown = Optional.empty();

    ConversionProgress(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void reached(long doneBytes, long totalBytes, String tensor) {
        if (shown.isEmpty()) {
            shown = Optional.of(Progress.of(surroundings, "MiB", totalBytes >> MEBI_BITS));
        }
        shown.get().reached(doneBytes >> MEBI_BITS, tensor);
    }

    @Override
    public void close() {
        shown.ifPresent(Progress::close);
    }
}
