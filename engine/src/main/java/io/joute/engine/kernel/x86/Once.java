package io.joute.engine.kernel.x86;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when first asked for, by the thread that asks; others wait for it. */
final class Once<T> {
    private final Supplier<T> make;
    private volatile @Nullable T made;

    Once(Supplier<T> make) {
        this.make = make;
    }

    T get() {
        T present = made;
        return present == null ? made() : present;
    }

    private synchronized T made() {
        T present = made;
        if (present == null) {
            present = make.get();
            made = present;
        }
        return present;
    }
}
