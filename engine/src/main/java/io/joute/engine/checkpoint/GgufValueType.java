package io.joute.engine.checkpoint;

/** The thirteen kinds of metadata values in GGUF, in the order of their numbers. */
enum GgufValueType {
    UINT8(1),
    INT8(1),
    UINT16(2),
    INT16(2),
    UINT32(4),
    INT32(4),
    FLOAT32(4),
    BOOL(1),
    /** u64 length, then UTF-8. */
    STRING(8),
    /** u32 element type, u64 count, then the elements. */
    ARRAY(12),
    UINT64(8),
    INT64(8),
    FLOAT64(8);

    private final int smallestBytes;

    GgufValueType(int smallestBytes) {
        this.smallestBytes = smallestBytes;
    }

    /** Bytes of a value, or of the shortest one. */
    int smallestBytes() {
        return smallestBytes;
    }

    /** Read the number of a type. */
    static GgufValueType read(BoundedReader in, String what) {
        long number = in.u32();
        GgufValueType[] all = values();
        if (number >= all.length) {
            throw in.refuse(what + " " + number + ", expected 0 to " + (all.length - 1) + ".");
        }
        return all[(int) number];
    }
}
