package io.joute.engine.checkpoint;

import io.joute.engine.tensor.Sizes;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Checks the tensor table against the data section: padding before it, ends, overlaps, gaps. */
final class GgufData {
    private final BoundedReader in;
    private final MemorySegment file;
    private final long alignment;

    GgufData(BoundedReader in, MemorySegment file, long alignment) {
        this.in = in;
        this.file = file;
        this.alignment = alignment;
    }

    /**
     * The data section, which starts at the next multiple of the alignment; what lies between must be zero. Without
     * tensors the file may end before.
     */
    MemorySegment section(boolean hasTensors) {
        in.at("padding before the tensor data");
        long aligned = Sizes.roundUp(in.position(), alignment);
        long start = hasTensors ? aligned : Math.min(aligned, file.byteSize());
        while (in.position() < start) {
            if (in.u8() != 0) {
                throw in.refuse("byte " + (in.position() - 1)
                        + " is not zero: the tensor count or the header is wrong. " + "Download the file again.");
            }
        }
        return file.asSlice(start);
    }

    /** Refuse tensors that leave the data section or overlap; return what is odd but legal. */
    List<String> check(List<GgufTensor> tensors, MemorySegment section) {
        List<String> warnings = new ArrayList<>();
        List<GgufTensor> sorted = tensors.stream()
                .sorted(Comparator.comparingLong(GgufTensor::offset))
                .toList();
        long end = 0;
        GgufTensor previous = null;
        for (GgufTensor tensor : sorted) {
            checkEnd(tensor, section.byteSize());
            if (previous != null && tensor.offset() < end) {
                throw overlap(tensor, previous);
            }
            if (tensor.offset() - end > alignment) {
                warnings.add("tensor " + Shown.name(tensor.name()) + ": " + Shown.number(tensor.offset() - end)
                        + " unused bytes before it");
            }
            end = tensor.end();
            previous = tensor;
        }
        long rest = section.byteSize() - end;
        if (rest > alignment) {
            warnings.add(Shown.number(rest) + " unused bytes after the last tensor");
        }
        return warnings;
    }

    private void checkEnd(GgufTensor tensor, long sectionBytes) {
        in.at("tensor " + Shown.name(tensor.name()));
        if (tensor.bytes() > sectionBytes || tensor.offset() > sectionBytes - tensor.bytes()) {
            long start = file.byteSize() - sectionBytes;
            throw in.refuse("truncated: the file ends at byte " + Shown.number(file.byteSize())
                    + ", the tensor's " + Shown.number(tensor.bytes()) + " bytes start at byte "
                    + Long.toUnsignedString(start + tensor.offset()) + ". The download is incomplete.");
        }
    }

    private CheckpointException overlap(GgufTensor tensor, GgufTensor previous) {
        return in.refuse("bytes " + tensor.offset() + "–" + tensor.end() + " overlap tensor "
                + Shown.name(previous.name()) + " (" + previous.offset() + "–" + previous.end() + ").");
    }
}
