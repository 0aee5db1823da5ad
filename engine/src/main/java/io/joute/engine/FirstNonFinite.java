package io.joute.engine;

import io.joute.engine.model.Probe;
import io.joute.engine.model.Stage;
import java.util.Locale;

/** Remembers the first intermediate of a pass of one token that holds a NaN or an infinity. */
final class FirstNonFinite implements Probe {
    private String found = "";

    @Override
    public void see(Stage stage, int layer, float[] values, int batch) {
        if (!found.isEmpty()) {
            return;
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                String name = stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                found = "first in " + name + (layer < 0 ? "" : " of block " + layer);
                return;
            }
        }
    }

    /** Where, in words. */
    String found() {
        return found.isEmpty() ? "not found again" : found;
    }
}
