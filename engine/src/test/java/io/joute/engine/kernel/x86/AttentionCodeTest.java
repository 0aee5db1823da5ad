package io.joute.engine.kernel.x86;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.joute.engine.kernel.x86.AttentionCode.Element;
import io.joute.engine.kernel.x86.AttentionCode.Page;
import io.joute.engine.kernel.x86.AttentionCode.Tokens;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What attention refuses before machine code runs. */
class AttentionCodeTest {
    private static final AttentionLayout LAYOUT = new AttentionLayout(2, 32);

    private static AttentionCode code(Instructions instructions) {
        Availability availability = MachineCode.available(instructions);
        assumeThat(availability).isInstanceOf(Availability.Ready.class);
        return ((Availability.Ready) availability).code().attention();
    }

    private static MemorySegment bytes(long size) {
        return Arena.ofAuto().allocate(size, 64);
    }

    private static MemorySegment room(int tokens, long from, long to) {
        MemorySegment room = bytes((long) tokens * LAYOUT.bytes());
        for (int token = 0; token < tokens; token++) {
            room.set(ValueLayout.JAVA_LONG, (long) token * LAYOUT.bytes() + AttentionLayout.FROM, from);
            room.set(ValueLayout.JAVA_LONG, (long) token * LAYOUT.bytes() + AttentionLayout.TO, to);
        }
        return room;
    }

    @ParameterizedTest
    @EnumSource
    void refusesToReadPastAnEnd(Instructions instructions) {
        AttentionCode code = code(instructions);
        Tokens tokens = new Tokens(room(2, 0, 64), LAYOUT, 2);
        Page whole = new Page(bytes(2 * 4096), bytes(2 * 4096));
        Page shortKeys = new Page(bytes(4096), bytes(2 * 4096));
        Page shortValues = new Page(bytes(2 * 4096), bytes(2 * 4096 - 1));
        code.attend(tokens, Element.HALF, whole, whole, 4096);
        code.attend(tokens, Element.FLOAT, whole, whole, 0);
        assertThatThrownBy(() -> code.attend(tokens, Element.HALF, shortKeys, whole, 4096))
                .hasMessage("keys has 4096 bytes, the kernel would touch 8192");
        assertThatThrownBy(() -> code.attend(tokens, Element.HALF, whole, shortValues, 4096))
                .hasMessage("values has 8191 bytes, the kernel would touch 8192");
        assertThatThrownBy(() -> code.attend(tokens, Element.FLOAT, whole, whole, 1))
                .hasMessage("keys has 8192 bytes, the kernel would touch 8193");
        assertThatThrownBy(() -> code.attend(tokens, Element.HALF, whole, whole, -2))
                .hasMessageStartingWith("offset is -2");
    }

    @ParameterizedTest
    @EnumSource
    void refusesTokensThatAreNotThere(Instructions instructions) {
        AttentionCode code = code(instructions);
        Page page = new Page(bytes(4096), bytes(4096));
        assertThatThrownBy(() -> code.attend(new Tokens(room(2, 0, 64), LAYOUT, 3), Element.HALF, page, page, 0))
                .hasMessageStartingWith("tokens has ");
        assertThatThrownBy(() -> code.attend(new Tokens(room(2, 0, 64), LAYOUT, 0), Element.HALF, page, page, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() ->
                        code.attend(new Tokens(room(1, 0, 64).asReadOnly(), LAYOUT, 1), Element.HALF, page, page, 0))
                .hasMessage("tokens is read-only, the kernel would write to it");
    }

    @ParameterizedTest
    @EnumSource
    void refusesSlotsThatAPageDoesNotHave(Instructions instructions) {
        AttentionCode code = code(instructions);
        Page page = new Page(bytes(4096), bytes(4096));
        assertThatThrownBy(() -> code.attend(new Tokens(room(1, 0, 65), LAYOUT, 1), Element.HALF, page, page, 0))
                .hasMessage("the last slot seen and one is 65, expected 1 to 64");
        assertThatThrownBy(() -> code.attend(new Tokens(room(1, -1, 64), LAYOUT, 1), Element.HALF, page, page, 0))
                .hasMessage("the first slot seen is -1, expected 0 to 63");
        assertThatThrownBy(() -> code.attend(new Tokens(room(1, 9, 9), LAYOUT, 1), Element.HALF, page, page, 0))
                .hasMessage("the first slot seen is 9, expected 0 to 8");
    }

    @Test
    void refusesShapesThatItDoesNotKnow() {
        assertThatThrownBy(() -> new AttentionLayout(5, 64)).hasMessage("heads is 5, expected 1 to 4");
        assertThatThrownBy(() -> new AttentionLayout(4, 72))
                .hasMessage("head dimension is 72, expected a multiple of 16");
    }
}
