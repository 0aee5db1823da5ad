package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Vec.zmm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every instruction, against the bytes that the GNU assembler (2.40) gives for the same line. */
class AssemblerTest {
    static Stream<Arguments> instructions() {
        return Stream.of(
                Arguments.of("push rbp", "55", (Consumer<Assembler>) a -> a.push(Gp.RBP)),
                Arguments.of("push r15", "4157", (Consumer<Assembler>) a -> a.push(Gp.R15)),
                Arguments.of("pop rbx", "5b", (Consumer<Assembler>) a -> a.pop(Gp.RBX)),
                Arguments.of("pop r12", "415c", (Consumer<Assembler>) a -> a.pop(Gp.R12)),
                Arguments.of("ret", "c3", (Consumer<Assembler>) a -> a.ret()),
                Arguments.of("mov rbp, rsp", "4889e5", (Consumer<Assembler>) a -> a.mov(Gp.RBP, Gp.RSP)),
                Arguments.of("mov r13, rcx", "4989cd", (Consumer<Assembler>) a -> a.mov(Gp.R13, Gp.RCX)),
                Arguments.of("mov rdx, r9", "4c89ca", (Consumer<Assembler>) a -> a.mov(Gp.RDX, Gp.R9)),
                Arguments.of("mov rax, [rdx+168]", "488b82a8000000", (Consumer<Assembler>)
                        a -> a.mov(Gp.RAX, Mem.at(Gp.RDX, 168))),
                Arguments.of("mov r13, [rbp+16]", "4c8b6d10", (Consumer<Assembler>)
                        a -> a.mov(Gp.R13, Mem.at(Gp.RBP, 16))),
                Arguments.of("mov r8, [r12]", "4d8b0424", (Consumer<Assembler>) a -> a.mov(Gp.R8, Mem.at(Gp.R12, 0))),
                Arguments.of("mov [rdx+168], rcx", "48898aa8000000", (Consumer<Assembler>)
                        a -> a.mov(Mem.at(Gp.RDX, 168), Gp.RCX)),
                Arguments.of("mov [r13+0], r10", "4d895500", (Consumer<Assembler>)
                        a -> a.mov(Mem.at(Gp.R13, 0), Gp.R10)),
                Arguments.of("movabs rax, 0x123456789abcdef", "48b8efcdab8967452301", (Consumer<Assembler>)
                        a -> a.mov(Gp.RAX, 0x123456789ABCDEFL)),
                Arguments.of("movabs r11, -1", "49bbffffffffffffffff", (Consumer<Assembler>) a -> a.mov(Gp.R11, -1L)),
                Arguments.of(
                        "mov eax, 0x80808080", "b880808080", (Consumer<Assembler>) a -> a.mov32(Gp.RAX, 0x80808080)),
                Arguments.of("mov r9d, 7", "41b907000000", (Consumer<Assembler>) a -> a.mov32(Gp.R9, 7)),
                Arguments.of("mov [rdi+12], edx", "89570c", (Consumer<Assembler>)
                        a -> a.mov32(Mem.at(Gp.RDI, 12), Gp.RDX)),
                Arguments.of("lea rsp, [rbp-40]", "488d65d8", (Consumer<Assembler>)
                        a -> a.lea(Gp.RSP, Mem.at(Gp.RBP, -40))),
                Arguments.of("lea r9, [r8+r8*2]", "4f8d0c40", (Consumer<Assembler>)
                        a -> a.lea(Gp.R9, Mem.at(Gp.R8, Gp.R8, 2, 0))),
                Arguments.of("lea r11, [rdi+r8*8]", "4e8d1cc7", (Consumer<Assembler>)
                        a -> a.lea(Gp.R11, Mem.at(Gp.RDI, Gp.R8, 8, 0))),
                Arguments.of("lea rdi, [rbx+r9*1+4096]", "4a8dbc0b00100000", (Consumer<Assembler>)
                        a -> a.lea(Gp.RDI, Mem.at(Gp.RBX, Gp.R9, 1, 4096))),
                Arguments.of("add rsi, r8", "4c01c6", (Consumer<Assembler>) a -> a.add(Gp.RSI, Gp.R8)),
                Arguments.of("add r10, 1152", "4981c280040000", (Consumer<Assembler>) a -> a.add(Gp.R10, 1152)),
                Arguments.of("sub rcx, 256", "4881e900010000", (Consumer<Assembler>) a -> a.sub(Gp.RCX, 256)),
                Arguments.of("and rsp, -64", "4881e4c0ffffff", (Consumer<Assembler>) a -> a.and(Gp.RSP, -64)),
                Arguments.of("vpord zmm12, zmm25, zmm3", "62713540ebe3", (Consumer<Assembler>)
                        a -> a.vpord(zmm(12), zmm(25), zmm(3))),
                Arguments.of("vpsllw zmm1, zmm14, 4", "62d1754871f604", (Consumer<Assembler>)
                        a -> a.vpsllw(zmm(1), zmm(14), 4)),
                Arguments.of("vpsrld zmm0, zmm30, 16", "62917d4872d610", (Consumer<Assembler>)
                        a -> a.vpsrld(zmm(0), zmm(30), 16)),
                Arguments.of("vpsrad zmm17, zmm8, 24", "62d1754072e018", (Consumer<Assembler>)
                        a -> a.vpsrad(zmm(17), zmm(8), 24)),
                Arguments.of("vpslld zmm0, zmm11, 8", "62d17d4872f308", (Consumer<Assembler>)
                        a -> a.vpslld(zmm(0), zmm(11), 8)),
                Arguments.of("vpmovdw ymm2, zmm12", "62727e4833e2", (Consumer<Assembler>)
                        a -> a.vpmovdw(zmm(2).ymm(), zmm(12))),
                Arguments.of("vpmovdw ymm19, zmm28", "62227e4833e3", (Consumer<Assembler>)
                        a -> a.vpmovdw(zmm(19).ymm(), zmm(28))),
                Arguments.of("vdpbf16ps zmm11, zmm25, zmm31", "6212364052df", (Consumer<Assembler>)
                        a -> a.vdpbf16ps(zmm(11), zmm(25), zmm(31))),
                Arguments.of("vcvtne2ps2bf16 zmm0, zmm0, [rdi]", "62f27f487207", (Consumer<Assembler>)
                        a -> a.vcvtne2ps2bf16(zmm(0), zmm(0), Mem.at(Gp.RDI, 0))),
                Arguments.of("vcvtne2ps2bf16 zmm20, zmm1, zmm30", "6282774872e6", (Consumer<Assembler>)
                        a -> a.vcvtne2ps2bf16(zmm(20), zmm(1), zmm(30))),
                Arguments.of("cmp rax, rcx", "4839c8", (Consumer<Assembler>) a -> a.cmp(Gp.RAX, Gp.RCX)),
                Arguments.of("cmp r8, r9", "4d39c8", (Consumer<Assembler>) a -> a.cmp(Gp.R8, Gp.R9)),
                Arguments.of("jmp rax", "ffe0", (Consumer<Assembler>) a -> a.jump(Gp.RAX)),
                Arguments.of(
                        "prefetcht1 [r15]", "410f1817", (Consumer<Assembler>) a -> a.prefetcht1(Mem.at(Gp.R15, 0))),
                Arguments.of("prefetcht1 [rax+512]", "0f189000020000", (Consumer<Assembler>)
                        a -> a.prefetcht1(Mem.at(Gp.RAX, 512))),
                Arguments.of("cpuid", "0fa2", (Consumer<Assembler>) a -> a.cpuid()),
                Arguments.of("xgetbv", "0f01d0", (Consumer<Assembler>) a -> a.xgetbv()),
                Arguments.of("vzeroupper", "c5f877", (Consumer<Assembler>) a -> a.vzeroupper()),
                Arguments.of("vmovdqu32 zmm0, [rdi+64]", "62f17e486f4701", (Consumer<Assembler>)
                        a -> a.vmovdqu32(zmm(0), Mem.at(Gp.RDI, 64))),
                Arguments.of("vmovdqu32 zmm25, [r10+1088]", "62417e486f4a11", (Consumer<Assembler>)
                        a -> a.vmovdqu32(zmm(25), Mem.at(Gp.R10, 1088))),
                Arguments.of("{evex} vmovdqu32 ymm9, [r11+r8*2+2]", "62117e286f8c4302000000", (Consumer<Assembler>)
                        a -> a.vmovdqu32(zmm(9).ymm(), Mem.at(Gp.R11, Gp.R8, 2, 2))),
                Arguments.of("{evex} vmovdqu32 xmm3, [r12]", "62d17e086f1c24", (Consumer<Assembler>)
                        a -> a.vmovdqu32(zmm(3).xmm(), Mem.at(Gp.R12, 0))),
                Arguments.of("vmovdqu32 zmm13, zmm30", "62117e486fee", (Consumer<Assembler>)
                        a -> a.vmovdqu32(zmm(13), zmm(30))),
                Arguments.of("vmovdqu32 [rdx+r8*1], zmm11", "62317e487f1c02", (Consumer<Assembler>)
                        a -> a.vmovdqu32(Mem.at(Gp.RDX, Gp.R8, 1, 0), zmm(11))),
                Arguments.of("vmovdqu32 [rsi-64], zmm31", "62617e487f7eff", (Consumer<Assembler>)
                        a -> a.vmovdqu32(Mem.at(Gp.RSI, -64), zmm(31))),
                Arguments.of("{evex} vmovss [rdx], xmm4", "62f17e081122", (Consumer<Assembler>)
                        a -> a.vmovss(Mem.at(Gp.RDX, 0), zmm(4).xmm())),
                Arguments.of("{evex} vmovd [rdx+4], xmm0", "62f17d087e4201", (Consumer<Assembler>)
                        a -> a.vmovd(Mem.at(Gp.RDX, 4), zmm(0).xmm())),
                Arguments.of("vpbroadcastd zmm24, [rsi+196]", "62627d48584631", (Consumer<Assembler>)
                        a -> a.vpbroadcastd(zmm(24), Mem.at(Gp.RSI, 196))),
                Arguments.of("vpbroadcastd zmm5, xmm17", "62b27d4858e9", (Consumer<Assembler>)
                        a -> a.vpbroadcastd(zmm(5), zmm(17).xmm())),
                Arguments.of("vpbroadcastd zmm31, eax", "62627d487cf8", (Consumer<Assembler>)
                        a -> a.vpbroadcastd(zmm(31), Gp.RAX)),
                Arguments.of("vpbroadcastw xmm16, [rdi]", "62e27d087907", (Consumer<Assembler>)
                        a -> a.vpbroadcastw(zmm(16).xmm(), Mem.at(Gp.RDI, 0))),
                Arguments.of("{evex} vpinsrw xmm17, xmm17, [rbx+r9*1], 7", "62a17500c40c0b07", (Consumer<Assembler>)
                        a -> a.vpinsrw(zmm(17).xmm(), zmm(17).xmm(), Mem.at(Gp.RBX, Gp.R9, 1, 0), 7)),
                Arguments.of("{evex} vpinsrw xmm1, xmm2, [r10+6], 3", "62d16d08c44a0303", (Consumer<Assembler>)
                        a -> a.vpinsrw(zmm(1).xmm(), zmm(2).xmm(), Mem.at(Gp.R10, 6), 3)),
                Arguments.of("vinserti32x4 zmm0, zmm0, [r10+2], 3", "62d37d4838820200000003", (Consumer<Assembler>)
                        a -> a.vinserti32x4(zmm(0), zmm(0), Mem.at(Gp.R10, 2), 3)),
                Arguments.of("vinserti32x4 ymm16, ymm16, xmm17, 1", "62a37d2038c101", (Consumer<Assembler>)
                        a -> a.vinserti32x4(zmm(16).ymm(), zmm(16).ymm(), zmm(17).xmm(), 1)),
                Arguments.of("vinserti64x4 zmm12, zmm12, [rbx+r8*1+2], 1", "62339d483aa4030200000001", (Consumer<
                                Assembler>)
                        a -> a.vinserti64x4(zmm(12), zmm(12), Mem.at(Gp.RBX, Gp.R8, 1, 2), 1)),
                Arguments.of("vpunpckldq zmm16, zmm8, zmm9", "62c13d4862c1", (Consumer<Assembler>)
                        a -> a.vpunpckldq(zmm(16), zmm(8), zmm(9))),
                Arguments.of("vpunpckhdq zmm17, zmm24, zmm9", "62c13d406ac9", (Consumer<Assembler>)
                        a -> a.vpunpckhdq(zmm(17), zmm(24), zmm(9))),
                Arguments.of("vpunpcklqdq zmm0, zmm16, zmm18", "62b1fd406cc2", (Consumer<Assembler>)
                        a -> a.vpunpcklqdq(zmm(0), zmm(16), zmm(18))),
                Arguments.of("vpunpckhqdq zmm7, zmm1, zmm31", "6291f5486dff", (Consumer<Assembler>)
                        a -> a.vpunpckhqdq(zmm(7), zmm(1), zmm(31))),
                Arguments.of("vshufi64x2 zmm8, zmm0, zmm4, 0x88", "6273fd4843c488", (Consumer<Assembler>)
                        a -> a.vshufi64x2(zmm(8), zmm(0), zmm(4), 0x88)),
                Arguments.of("vpshufd zmm3, zmm18, 0x4e", "62b17d4870da4e", (Consumer<Assembler>)
                        a -> a.vpshufd(zmm(3), zmm(18), 0x4E)),
                Arguments.of("vpaddd zmm0, zmm1, zmm2", "62f17548fec2", (Consumer<Assembler>)
                        a -> a.vpaddd(zmm(0), zmm(1), zmm(2))),
                Arguments.of("vpmulld xmm0, xmm9, xmm23", "62b2350840c7", (Consumer<Assembler>)
                        a -> a.vpmulld(zmm(0).xmm(), zmm(9).xmm(), zmm(23).xmm())),
                Arguments.of("vpmaxsd zmm2, zmm2, zmm19", "62b26d483dd3", (Consumer<Assembler>)
                        a -> a.vpmaxsd(zmm(2), zmm(2), zmm(19))),
                Arguments.of("vpandd zmm4, zmm12, zmm31", "62911d48dbe7", (Consumer<Assembler>)
                        a -> a.vpandd(zmm(4), zmm(12), zmm(31))),
                Arguments.of("vpxord zmm29, zmm29, zmm29", "62011540efed", (Consumer<Assembler>)
                        a -> a.vpxord(zmm(29), zmm(29), zmm(29))),
                Arguments.of("vpsrlw zmm12, zmm28, 4", "62911d4871d404", (Consumer<Assembler>)
                        a -> a.vpsrlw(zmm(12), zmm(28), 4)),
                Arguments.of("vpsrlw zmm20, zmm3, 4", "62f15d4071d304", (Consumer<Assembler>)
                        a -> a.vpsrlw(zmm(20), zmm(3), 4)),
                Arguments.of("vpdpbusd zmm24, zmm7, dword ptr [rax+60]{1to16}", "6262455850400f", (Consumer<Assembler>)
                        a -> a.vpdpbusd(zmm(24), zmm(7), Mem.at(Gp.RAX, 60).toAllLanes())),
                Arguments.of("vpdpbusd zmm23, zmm25, zmm31", "6282354050ff", (Consumer<Assembler>)
                        a -> a.vpdpbusd(zmm(23), zmm(25), zmm(31))),
                Arguments.of("vpdpbusd zmm1, zmm2, dword ptr [r9+1000]{1to16}", "62d26d585089e8030000", (Consumer<
                                Assembler>)
                        a -> a.vpdpbusd(zmm(1), zmm(2), Mem.at(Gp.R9, 1000).toAllLanes())),
                Arguments.of("vpmovdb [rsi+16], zmm1", "62f27e48314e01", (Consumer<Assembler>)
                        a -> a.vpmovdb(Mem.at(Gp.RSI, 16), zmm(1))),
                Arguments.of("vmulps zmm27, zmm16, dword ptr [rax+32]{1to16}", "62617c50595808", (Consumer<Assembler>)
                        a -> a.vmulps(zmm(27), zmm(16), Mem.at(Gp.RAX, 32).toAllLanes())),
                Arguments.of("vaddps zmm15, zmm15, zmm8", "6251044858f8", (Consumer<Assembler>)
                        a -> a.vaddps(zmm(15), zmm(15), zmm(8))),
                Arguments.of("vaddps zmm20, zmm1, [rdx+640]", "62e1744858620a", (Consumer<Assembler>)
                        a -> a.vaddps(zmm(20), zmm(1), Mem.at(Gp.RDX, 640))),
                Arguments.of("vsubps zmm2, zmm2, zmm0", "62f16c485cd0", (Consumer<Assembler>)
                        a -> a.vsubps(zmm(2), zmm(2), zmm(0))),
                Arguments.of("vsubps zmm3, zmm25, [rbx+128]", "62f134405c5b02", (Consumer<Assembler>)
                        a -> a.vsubps(zmm(3), zmm(25), Mem.at(Gp.RBX, 128))),
                Arguments.of("vmaxps zmm0, zmm0, [rdx+1024]", "62f17c485f4210", (Consumer<Assembler>)
                        a -> a.vmaxps(zmm(0), zmm(0), Mem.at(Gp.RDX, 1024))),
                Arguments.of("vminps zmm2, zmm7, zmm2", "62f144485dd2", (Consumer<Assembler>)
                        a -> a.vminps(zmm(2), zmm(7), zmm(2))),
                Arguments.of("vdivps zmm4, zmm0, zmm4", "62f17c485ee4", (Consumer<Assembler>)
                        a -> a.vdivps(zmm(4), 0, zmm(0), zmm(4))),
                Arguments.of("vmaxps zmm17, zmm1, zmm30", "628174485fce", (Consumer<Assembler>)
                        a -> a.vmaxps(zmm(17), zmm(1), zmm(30))),
                Arguments.of("lea rbx, [rdx+r10*4+1088]", "4a8d9c9240040000", (Consumer<Assembler>)
                        a -> a.lea(Gp.RBX, Mem.at(Gp.RDX, Gp.R10, 4, 1088))),
                Arguments.of("add r9, r9", "4d01c9", (Consumer<Assembler>) a -> a.add(Gp.R9, Gp.R9)),
                Arguments.of(".long 0x3f800000", "0000803f", (Consumer<Assembler>) a -> a.word(0x3F800000)),
                Arguments.of("vmulps zmm0, zmm0, zmm5", "62f17c4859c5", (Consumer<Assembler>)
                        a -> a.vmulps(zmm(0), zmm(0), zmm(5))),
                Arguments.of("vdivps xmm4{k1}{z}, xmm2, xmm21", "62b16c895ee5", (Consumer<Assembler>)
                        a -> a.vdivps(zmm(4).xmm(), 1, zmm(2).xmm(), zmm(21).xmm())),
                Arguments.of("vfmadd231ps zmm20, zmm24, zmm27", "62823d40b8e3", (Consumer<Assembler>)
                        a -> a.vfmadd231ps(zmm(20), zmm(24), zmm(27))),
                Arguments.of("vcmpnltps k1, xmm2, xmm22", "62b16c08c2ce05", (Consumer<Assembler>)
                        a -> a.vcmpnltps(1, zmm(2).xmm(), zmm(22).xmm())),
                Arguments.of("vcvtdq2ps zmm24, zmm24", "62017c485bc0", (Consumer<Assembler>)
                        a -> a.vcvtdq2ps(zmm(24), zmm(24))),
                Arguments.of(
                        "vcvtps2dq zmm1, zmm8", "62d17d485bc8", (Consumer<Assembler>) a -> a.vcvtps2dq(zmm(1), zmm(8))),
                Arguments.of("vcvtph2ps zmm16, ymm16", "62a27d4813c0", (Consumer<Assembler>)
                        a -> a.vcvtph2ps(zmm(16), zmm(16).ymm())),
                Arguments.of("vcvtph2ps zmm2, [rsi+32]", "62f27d48135601", (Consumer<Assembler>)
                        a -> a.vcvtph2ps(zmm(2), Mem.at(Gp.RSI, 32))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("instructions")
    void writesTheBytesOfTheGnuAssembler(String text, String bytes, Consumer<Assembler> instruction) {
        assertThat(written(instruction)).as(text).isEqualTo(bytes);
    }

    @Test
    void jumpsBackAndAhead() {
        // nop; jmp over two jumps to after them; jne and jb back to the start
        assertThat(written(a -> {
                    Label start = new Label();
                    Label end = new Label();
                    a.place(start);
                    a.align(2);
                    a.ret();
                    a.align(2);
                    a.jump(end);
                    a.jump(Assembler.Condition.NOT_ZERO, start);
                    a.jump(Assembler.Condition.BELOW, start);
                    a.jump(Assembler.Condition.ABOVE_OR_EQUAL, end);
                    a.place(end);
                    a.lea(Gp.RCX, start);
                }))
                .isEqualTo("c390" + "e912000000" + "0f85f3ffffff" + "0f82edffffff" + "0f8300000000" + "488d0de0ffffff");
    }

    @Test
    void growsWithItsCode() {
        assertThat(written(a -> {
                    for (int i = 0; i < 10_000; i++) {
                        a.ret();
                    }
                }))
                .isEqualTo("c3".repeat(10_000));
    }

    @Test
    void refusesWhatItCannotWrite() {
        assertThatThrownBy(() -> zmm(32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Mem.at(Gp.RAX, Gp.RSP, 1, 0)).hasMessage("RSP cannot be an index");
        assertThatThrownBy(() -> Mem.at(Gp.RAX, Gp.RCX, 3, 0)).hasMessage("scale is 3, expected 1, 2, 4 or 8");
        assertThatThrownBy(() -> written(a -> a.vpbroadcastd(zmm(0), Gp.R9)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> written(a -> a.mov32(Mem.at(Gp.R9, 0), Gp.RAX)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String written(Consumer<Assembler> instructions) {
        Assembler assembler = new Assembler(Assembler.Prefix.EVEX);
        instructions.accept(assembler);
        return HexFormat.of().formatHex(assembler.bytes());
    }
}
