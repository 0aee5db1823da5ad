package io.joute.engine.kernel.x86;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the kernels of elements refuse before machine code runs. */
class ElementCodeTest {
    private static ElementCode code(Instructions instructions) {
        Availability availability = MachineCode.available(instructions);
        assumeThat(availability).isInstanceOf(Availability.Ready.class);
        return ((Availability.Ready) availability).code().elements();
    }

    private static MemorySegment bytes(long size) {
        return Arena.ofAuto().allocate(size, 64);
    }

    @ParameterizedTest
    @EnumSource
    void refusesToGoPastAnEnd(Instructions instructions) {
        ElementCode code = code(instructions);
        MemorySegment two = bytes(128);
        MemorySegment less = bytes(127);
        code.silu(two, two, 2);
        assertThatThrownBy(() -> code.silu(less, two, 2)).hasMessage("x has 127 bytes, the kernel would touch 128");
        assertThatThrownBy(() -> code.gelu(two, less, 2)).hasMessage("y has 127 bytes, the kernel would touch 128");
        assertThatThrownBy(() -> code.add(two, two, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> code.add(two.asReadOnly(), two, 2))
                .hasMessage("x is read-only, the kernel would write to it");
        assertThatThrownBy(() -> code.squares(two, bytes(60), 2))
                .hasMessage("sums has 60 bytes, the kernel would touch 64");
        assertThatThrownBy(() -> code.scale(two, less, two, 1, 2))
                .hasMessage("gain has 127 bytes, the kernel would touch 128");
        assertThatThrownBy(() -> code.scale(two, two, less, 1, 2))
                .hasMessage("out has 127 bytes, the kernel would touch 128");
    }

    @ParameterizedTest
    @EnumSource
    void refusesToTurnPastAnEnd(Instructions instructions) {
        ElementCode code = code(instructions);
        MemorySegment heads = bytes(3 * 128);
        MemorySegment angles = bytes(128);
        code.rotateNeighbours(heads, angles, angles, 2, 3);
        code.rotateHalves(heads, angles, angles, 1, 3);
        assertThatThrownBy(() -> code.rotateNeighbours(heads, angles, angles, 2, 4))
                .hasMessage("x has 384 bytes, the kernel would touch 512");
        assertThatThrownBy(() -> code.rotateNeighbours(heads, angles, bytes(64), 2, 3))
                .hasMessage("sines has 64 bytes, the kernel would touch 128");
        assertThatThrownBy(() -> code.rotateHalves(heads, bytes(60), angles, 1, 3))
                .hasMessage("cosines has 60 bytes, the kernel would touch 64");
        assertThatThrownBy(() -> code.rotateHalves(heads, angles, angles, 1, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
