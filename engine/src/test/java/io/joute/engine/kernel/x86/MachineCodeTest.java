package io.joute.engine.kernel.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.joute.engine.kernel.x86.MachineCode.Format;
import io.joute.engine.kernel.x86.MachineCode.Operands;
import io.joute.engine.kernel.x86.MachineCode.PanelShape;
import io.joute.engine.kernel.x86.MachineCode.Quantization;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is refused before machine code runs, and what asks the processor what it can. */
class MachineCodeTest {
    private static final int BLOCKS = 2;
    private static final int COLUMNS = 64;
    private static final int ROW = 68;
    private static final int OUT = 64;
    private static final int TOKEN = BLOCKS * 48;

    private static MachineCode code(Instructions instructions) {
        Availability availability = MachineCode.available(instructions);
        assumeThat(availability).isInstanceOf(Availability.Ready.class);
        return ((Availability.Ready) availability).code();
    }

    private static MemorySegment bytes(long size) {
        return Arena.ofAuto().allocate(size, 64);
    }

    @Test
    void asksTheProcessorInInstructionsThatEveryProcessorHas() {
        Assembler cpuid = new Assembler(Assembler.Prefix.EVEX);
        CpuFeatures.writeCpuid(cpuid);
        assertThat(HexFormat.of().formatHex(cpuid.bytes()))
                .isEqualTo(
                        "554889e5534154415541564157" // enter
                                + "4889c84c89c10fa2" // leaf and sub-leaf, cpuid
                                + "8907895f04894f0889570c" // answers
                                + "b800000000415f415e415d415c5b5dc3"); // leave
    }

    @ParameterizedTest
    @EnumSource
    void refusesToStreamPastAnEnd(Instructions instructions) {
        MachineCode code = code(instructions);
        MemorySegment rows = bytes(32 * ROW);
        MemorySegment tokens = bytes(2 * TOKEN);
        MemorySegment out = bytes(4 * OUT);
        code.stream(Format.Q8_0, new Operands(rows, tokens, out, 2 * OUT), 2, 2, COLUMNS);
        assertThatThrownBy(() -> code.stream(Format.Q8_0, new Operands(rows, tokens, out, 2 * OUT), 2, 3, COLUMNS))
                .hasMessage("rows has 2176 bytes, the kernel would touch 3264");
        assertThatThrownBy(() -> code.stream(Format.Q8_0, new Operands(rows, tokens, out, 2 * OUT), 3, 2, COLUMNS))
                .hasMessage("tokens has 192 bytes, the kernel would touch 288");
        assertThatThrownBy(() -> code.stream(Format.Q8_0, new Operands(rows, tokens, out, 3 * OUT), 2, 2, COLUMNS))
                .hasMessage("out has 256 bytes, the kernel would touch 320");
        assertThatThrownBy(() -> code.stream(Format.Q8_0, new Operands(rows, tokens, out, 2 * OUT), 7, 2, COLUMNS))
                .hasMessage("tokens is 7, expected 1 to 6");
        assertThatThrownBy(() -> code.stream(Format.Q8_0, new Operands(rows, tokens, out, 2 * OUT), 2, 0, COLUMNS))
                .isInstanceOf(IndexOutOfBoundsException.class);
        var readOnly = new Operands(rows, tokens, out.asReadOnly(), 2 * OUT);
        assertThatThrownBy(() -> code.stream(Format.Q8_0, readOnly, 2, 2, COLUMNS))
                .hasMessage("out is read-only, the kernel would write to it");
    }

    @ParameterizedTest
    @EnumSource
    void refusesToTilePastAnEnd(Instructions instructions) {
        MachineCode code = code(instructions);
        MemorySegment panel = bytes((long) BLOCKS * Kind.SCALE.panelBytes());
        MemorySegment tokens = bytes(6 * TOKEN);
        MemorySegment out = bytes(6 * 2 * OUT);
        var operands = new Operands(panel, tokens, out, 2 * OUT);
        code.tile(Format.Q8_0, operands, 6, 1, new PanelShape(COLUMNS, OUT));
        assertThatThrownBy(() -> code.tile(Format.Q8_0, operands, 6, 1, new PanelShape(96, OUT)))
                .hasMessageStartingWith("panel has ");
        assertThatThrownBy(() -> code.tile(Format.Q8_0, operands, 6, 2, new PanelShape(COLUMNS, OUT)))
                .hasMessageStartingWith("tokens has ");
        assertThatThrownBy(() -> code.tile(Format.Q8_0, operands, 7, 1, new PanelShape(COLUMNS, OUT)))
                .hasMessage("tokens is 7, expected 1 to 6");
        assertThatThrownBy(() -> code.tile(Format.Q8_0, operands, 6, 1, new PanelShape(COLUMNS, -4)))
                .hasMessageStartingWith("bytes between halves");
        var apart = new Operands(panel, tokens, out, 3 * OUT);
        assertThatThrownBy(() -> code.tile(Format.Q8_0, apart, 6, 1, new PanelShape(COLUMNS, OUT)))
                .hasMessageStartingWith("out has ");
    }

    @ParameterizedTest
    @EnumSource
    void refusesToUnpackAndQuantisePastAnEnd(Instructions instructions) {
        MachineCode code = code(instructions);
        MemorySegment panel = bytes((long) BLOCKS * Kind.SCALE.panelBytes());
        code.unpack(Format.Q8_0, bytes(16 * ROW), panel, 1, COLUMNS);
        assertThatThrownBy(() -> code.unpack(Format.Q8_0, bytes(16 * ROW - 1), panel, 1, COLUMNS))
                .hasMessageStartingWith("rows has ");
        assertThatThrownBy(() -> code.unpack(Format.Q8_0, bytes(16 * ROW), panel.asSlice(1), 1, COLUMNS))
                .hasMessageStartingWith("panel has ");
        assertThatThrownBy(() -> code.unpack(Format.Q8_0, bytes(16 * ROW), panel, 2, COLUMNS))
                .hasMessage("half is 2, expected 0 to 1");
        Quantization how = new Quantization(COLUMNS, Format.Q4_0);
        code.quantize(bytes(256), bytes(TOKEN), 1, 0, how);
        assertThatThrownBy(() -> code.quantize(bytes(252), bytes(TOKEN), 1, 0, how))
                .hasMessageStartingWith("x has ");
        assertThatThrownBy(() -> code.quantize(bytes(256), bytes(TOKEN - 8), 1, 0, how))
                .hasMessageStartingWith("group has ");
        assertThatThrownBy(() -> code.quantize(bytes(256), bytes(TOKEN), 1, 1, how))
                .hasMessage("token is 1, expected 0 to 0");
    }
}
