package io.joute.engine.checkpoint;

/** What a checkpoint file may ask for at most. Real models stay far below; a file beyond is hostile or broken. */
final class Limits {
    /** Metadata keys: the richest published files have a few hundred. */
    static final long KEYS = 65_536;

    /** Tensors: 405B has 1,138; experts stored one by one reach some ten thousands. */
    static final long TENSORS = 65_536;

    /** Bytes of a key: the GGUF specification's own limit. */
    static final long KEY_BYTES = 65_535;

    /** Bytes of a tensor's name: ggml's own limit. */
    static final long TENSOR_NAME_BYTES = 64;

    /** Bytes of a string value: the longest published ones are chat templates and licences of some hundred KiB. */
    static final long STRING_BYTES = 64L << 20;

    /** Elements of an array: sixty times the largest published vocabulary. */
    static final long ARRAY_ELEMENTS = 16L << 20;

    /** Elements of all arrays together, since a byte of the file may take eight in memory: 256 MiB at most. */
    static final long ALL_ARRAY_ELEMENTS = 32L << 20;

    /** Arrays inside arrays: no known key nests more than twice. */
    static final int ARRAY_NESTING = 4;

    /** Bytes before the weights: fifty times the header of the largest published vocabulary. */
    static final long HEADER_BYTES = 512L << 20;

    /** Dimensions of a tensor: ggml's own limit. */
    static final int DIMENSIONS = 4;

    /** Alignment of tensors: below 8 a float could straddle words, above a page nothing is gained. */
    static final long SMALLEST_ALIGNMENT = 8;

    static final long LARGEST_ALIGNMENT = 65_536;

    /** Characters of a message: a terminal's few lines. */
    static final int MESSAGE_CHARACTERS = 400;

    /** Characters of a name in a message: leaves room for found, expected and what to do. */
    static final int SHOWN_NAME_CHARACTERS = 80;

    private Limits() {}
}
