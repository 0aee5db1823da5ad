package io.joute.engine.checkpoint;

/** The thirteen kinds of metadata values in GGUF, in the order of their numbers. */
enum GgufValueType {
    UINT8(0, 1),
    INT8(1, 1),
    UINT16(2, 2),
    INT16(3, 2),
    UINT32(4, 4),
    INT32(5, 4),
    FLOAT32(6, 4),
    BOOL(7, 1),
    /** u64 length, then UTF-8. */
    STRING(8, 8),
    /** u32 element type, u64 count, then the elements. */
    ARRAY(9, 12),
    UINT64(10, 8),
    INT64(11, 8),
    FLOAT64(12, 8);

    private final int id;
    private final int smallestBytes;

    GgufValueType(int id, int smallestBytes) {
        this.id = id;
        this.smallestBytes = smallestBytes;
    }

    /** Its number in a file. */
    int id() {
        return id;
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
