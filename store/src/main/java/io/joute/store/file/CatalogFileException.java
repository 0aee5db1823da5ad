package io.joute.store.file;

import java.util.List;

/** A file of cards is not as it must be; each problem says where, what was found and what was expected. */
public final class CatalogFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    CatalogFileException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, one line each, in the order of the file. */
    public List<String> problems() {
        return problems;
    }
}
