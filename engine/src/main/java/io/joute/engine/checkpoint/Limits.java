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

    /** Parts of a split file: the largest published models come in some hundreds. */
    static final long PARTS = 65_536;

    /** Bytes of a safetensors header: the format's own limit. */
    static final long SAFETENSORS_HEADER_BYTES = 100_000_000;

    /** Depth of JSON in a safetensors header: real ones nest three deep. */
    static final int HEADER_JSON_DEPTH = 16;

    /** Characters of a tensor's name in safetensors: a path through modules, GGUF's limit and much room. */
    static final int MODULE_PATH_CHARACTERS = 1024;

    /** Dimensions of a tensor in safetensors: those of a convolution over video, and one more. */
    static final int SAFETENSORS_DIMENSIONS = 6;

    /** Depth of JSON in other files: the richest configurations nest eight deep. */
    static final int JSON_DEPTH = 64;

    /** Digits of an integer that 64 bits hold. */
    static final int INTEGER_DIGITS = 20;

    /** Characters of a decimal number: 17 digits count, leading zeros and an exponent come on top. */
    static final int DECIMAL_CHARACTERS = 40;

    /** Parts of a value that is kept whole: ten times the largest published list of added tokens. */
    static final long JSON_TOKENS = 1_000_000;

    /** Characters of a string in JSON: the longest published chat templates and normaliser tables stay below one million. */
    static final int JSON_STRING_CHARACTERS = 4 << 20;

    /** Bytes of config.json and of generation_config.json. */
    static final long CONFIG_BYTES = 4L << 20;

    /** Bytes of tokenizer_config.json: it repeats every added token. */
    static final long TOKENIZER_CONFIG_BYTES = 16L << 20;

    /** Bytes of an index: a line for each tensor. */
    static final long INDEX_BYTES = 64L << 20;

    /** Bytes of tokenizer.json: seven times the largest published one. */
    static final long TOKENIZER_BYTES = 256L << 20;

    /** Characters of a token: the longest published ones are runs of a few hundred spaces. */
    static final int TOKEN_CHARACTERS = 65_535;

    /** Bytes of a chat template: the longest published ones have some ten thousand. */
    static final long TEMPLATE_BYTES = 1L << 20;

    /** Rows of the embedding without a token: models round their vocabulary up, to some hundreds more. */
    static final long PADDED_TOKENS = 65_536;

    /** Characters of a message: a terminal's few lines. */
    static final int MESSAGE_CHARACTERS = 400;

    /** Characters of a name in a message: leaves room for found, expected and what to do. */
    static final int SHOWN_NAME_CHARACTERS = 80;

    private Limits() {}
}
