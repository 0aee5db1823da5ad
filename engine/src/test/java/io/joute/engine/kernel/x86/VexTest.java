package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Vec.ymm;
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

/** Every vector instruction of kernels for AVX2, against the bytes that the GNU assembler (2.40) gives for the same line. */
class VexTest {
    static Stream<Arguments> instructions() {
        return Stream.of(
                Arguments.of("vmovdqu ymm0, [rdi+64]", "c5fe6f4740", (Consumer<Assembler>)
                        a -> a.vmovdqu32(ymm(0), Mem.at(Gp.RDI, 64))),
                Arguments.of("vmovdqu ymm13, [r10+1088]", "c4417e6faa40040000", (Consumer<Assembler>)
                        a -> a.vmovdqu32(ymm(13), Mem.at(Gp.R10, 1088))),
                Arguments.of("vmovdqu xmm9, [r11+r8*2+2]", "c4017a6f4c4302", (Consumer<Assembler>)
                        a -> a.vmovdqu32(ymm(9).xmm(), Mem.at(Gp.R11, Gp.R8, 2, 2))),
                Arguments.of("vmovdqu xmm3, [r12]", "c4c17a6f1c24", (Consumer<Assembler>)
                        a -> a.vmovdqu32(ymm(3).xmm(), Mem.at(Gp.R12, 0))),
                Arguments.of(
                        "vmovdqu ymm14, ymm1", "c57e6ff1", (Consumer<Assembler>) a -> a.vmovdqu32(ymm(14), ymm(1))),
                Arguments.of("vmovdqu [rsp+2048], ymm11", "c57e7f9c2400080000", (Consumer<Assembler>)
                        a -> a.vmovdqu32(Mem.at(Gp.RSP, 2048), ymm(11))),
                Arguments.of("vmovdqu [rdx+r8*1+32], ymm7", "c4a17e7f7c0220", (Consumer<Assembler>)
                        a -> a.vmovdqu32(Mem.at(Gp.RDX, Gp.R8, 1, 32), ymm(7))),
                Arguments.of("vmovss [rdx], xmm6", "c5fa1132", (Consumer<Assembler>)
                        a -> a.vmovss(Mem.at(Gp.RDX, 0), ymm(6).xmm())),
                Arguments.of("vmovd [rdx+4], xmm14", "c5797e7204", (Consumer<Assembler>)
                        a -> a.vmovd(Mem.at(Gp.RDX, 4), ymm(14).xmm())),
                Arguments.of("vmovd xmm11, eax", "c5796ed8", (Consumer<Assembler>) a -> a.vmovd(ymm(11).xmm(), Gp.RAX)),
                Arguments.of("vpbroadcastd ymm14, [rsi+196]", "c4627d58b6c4000000", (Consumer<Assembler>)
                        a -> a.vpbroadcastd(ymm(14), Mem.at(Gp.RSI, 196))),
                Arguments.of("vpbroadcastd ymm5, xmm12", "c4c27d58ec", (Consumer<Assembler>)
                        a -> a.vpbroadcastd(ymm(5), ymm(12).xmm())),
                Arguments.of("vpbroadcastw xmm14, [rdi]", "c462797937", (Consumer<Assembler>)
                        a -> a.vpbroadcastw(ymm(14).xmm(), Mem.at(Gp.RDI, 0))),
                Arguments.of("vpinsrw xmm14, xmm14, [rbx+r9*1], 7", "c42109c4340b07", (Consumer<Assembler>)
                        a -> a.vpinsrw(ymm(14).xmm(), ymm(14).xmm(), Mem.at(Gp.RBX, Gp.R9, 1, 0), 7)),
                Arguments.of("vpinsrw xmm1, xmm2, [rdi+r8*1+6], 3", "c4a169c44c070603", (Consumer<Assembler>)
                        a -> a.vpinsrw(ymm(1).xmm(), ymm(2).xmm(), Mem.at(Gp.RDI, Gp.R8, 1, 6), 3)),
                Arguments.of("vinserti128 ymm0, ymm0, [r10+2], 1", "c4c37d38420201", (Consumer<Assembler>)
                        a -> a.vinserti32x4(ymm(0), ymm(0), Mem.at(Gp.R10, 2), 1)),
                Arguments.of("vextracti128 xmm5, ymm4, 1", "c4e37d39e501", (Consumer<Assembler>)
                        a -> a.vextracti128(ymm(5), ymm(4), 1)),
                Arguments.of("vextracti128 xmm12, ymm9, 1", "c4437d39cc01", (Consumer<Assembler>)
                        a -> a.vextracti128(ymm(12), ymm(9), 1)),
                Arguments.of("vpackusdw ymm0, ymm8, ymm9", "c4c23d2bc1", (Consumer<Assembler>)
                        a -> a.vpackusdw(ymm(0), ymm(8), ymm(9))),
                Arguments.of("vpackuswb ymm10, ymm2, ymm3", "c56d67d3", (Consumer<Assembler>)
                        a -> a.vpackuswb(ymm(10), ymm(2), ymm(3))),
                Arguments.of("vpunpckldq ymm12, ymm8, ymm9", "c4413d62e1", (Consumer<Assembler>)
                        a -> a.vpunpckldq(ymm(12), ymm(8), ymm(9))),
                Arguments.of("vpunpckhdq ymm13, ymm0, ymm1", "c57d6ae9", (Consumer<Assembler>)
                        a -> a.vpunpckhdq(ymm(13), ymm(0), ymm(1))),
                Arguments.of("vpunpcklqdq xmm2, xmm2, xmm13", "c4c1696cd5", (Consumer<Assembler>)
                        a -> a.vpunpcklqdq(ymm(2).xmm(), ymm(2).xmm(), ymm(13).xmm())),
                Arguments.of("vpunpckhqdq ymm7, ymm1, ymm15", "c4c1756dff", (Consumer<Assembler>)
                        a -> a.vpunpckhqdq(ymm(7), ymm(1), ymm(15))),
                Arguments.of("vpshufd xmm5, xmm4, 0x4e", "c5f970ec4e", (Consumer<Assembler>)
                        a -> a.vpshufd(ymm(5).xmm(), ymm(4).xmm(), 0x4E)),
                Arguments.of("vpaddd ymm0, ymm1, ymm2", "c5f5fec2", (Consumer<Assembler>)
                        a -> a.vpaddd(ymm(0), ymm(1), ymm(2))),
                Arguments.of("vpaddd ymm9, ymm9, [rsp+96]", "c535fe4c2460", (Consumer<Assembler>)
                        a -> a.vpaddd(ymm(9), ymm(9), Mem.at(Gp.RSP, 96))),
                Arguments.of("vpaddw ymm3, ymm11, ymm15", "c4c125fddf", (Consumer<Assembler>)
                        a -> a.vpaddw(ymm(3), ymm(11), ymm(15))),
                Arguments.of("vpmulld xmm14, xmm14, xmm11", "c4420940f3", (Consumer<Assembler>)
                        a -> a.vpmulld(ymm(14).xmm(), ymm(14).xmm(), ymm(11).xmm())),
                Arguments.of("vpmaxsd ymm4, ymm4, ymm5", "c4e25d3de5", (Consumer<Assembler>)
                        a -> a.vpmaxsd(ymm(4), ymm(4), ymm(5))),
                Arguments.of("vpand ymm4, ymm12, [rsp+4128]", "c59ddba42420100000", (Consumer<Assembler>)
                        a -> a.vpandd(ymm(4), ymm(12), Mem.at(Gp.RSP, 4128))),
                Arguments.of("vpor ymm0, ymm0, ymm1", "c5fdebc1", (Consumer<Assembler>)
                        a -> a.vpord(ymm(0), ymm(0), ymm(1))),
                Arguments.of("vpxor ymm10, ymm10, ymm10", "c4412defd2", (Consumer<Assembler>)
                        a -> a.vpxord(ymm(10), ymm(10), ymm(10))),
                Arguments.of(
                        "vpsrlw ymm12, ymm6, 4", "c59d71d604", (Consumer<Assembler>) a -> a.vpsrlw(ymm(12), ymm(6), 4)),
                Arguments.of("vpsllw ymm1, ymm14, 4", "c4c17571f604", (Consumer<Assembler>)
                        a -> a.vpsllw(ymm(1), ymm(14), 4)),
                Arguments.of("vpsrld ymm0, ymm10, 16", "c4c17d72d210", (Consumer<Assembler>)
                        a -> a.vpsrld(ymm(0), ymm(10), 16)),
                Arguments.of("vpsrad ymm7, ymm8, 24", "c4c14572e018", (Consumer<Assembler>)
                        a -> a.vpsrad(ymm(7), ymm(8), 24)),
                Arguments.of("vpslld ymm0, ymm11, 8", "c4c17d72f308", (Consumer<Assembler>)
                        a -> a.vpslld(ymm(0), ymm(11), 8)),
                Arguments.of("{vex} vpdpbusd ymm11, ymm12, ymm14", "c4421d50de", (Consumer<Assembler>)
                        a -> a.vpdpbusd(ymm(11), ymm(12), ymm(14))),
                Arguments.of("{vex} vpdpbusd ymm1, ymm2, ymm3", "c4e26d50cb", (Consumer<Assembler>)
                        a -> a.vpdpbusd(ymm(1), ymm(2), ymm(3))),
                Arguments.of("vpabsb ymm8, ymm12", "c4427d1cc4", (Consumer<Assembler>) a -> a.vpabsb(ymm(8), ymm(12))),
                Arguments.of("vpsignb ymm15, ymm14, ymm13", "c4420d08fd", (Consumer<Assembler>)
                        a -> a.vpsignb(ymm(15), ymm(14), ymm(13))),
                Arguments.of("vpmaddubsw ymm15, ymm8, ymm15", "c4423d04ff", (Consumer<Assembler>)
                        a -> a.vpmaddubsw(ymm(15), ymm(8), ymm(15))),
                Arguments.of("vpmaddubsw ymm1, ymm2, ymm3", "c4e26d04cb", (Consumer<Assembler>)
                        a -> a.vpmaddubsw(ymm(1), ymm(2), ymm(3))),
                Arguments.of("vpmaddwd ymm15, ymm15, ymm10", "c44105f5fa", (Consumer<Assembler>)
                        a -> a.vpmaddwd(ymm(15), ymm(15), ymm(10))),
                Arguments.of("vpmaddwd ymm3, ymm3, [rsp+768]", "c5e5f59c2400030000", (Consumer<Assembler>)
                        a -> a.vpmaddwd(ymm(3), ymm(3), Mem.at(Gp.RSP, 768))),
                Arguments.of("vmulps ymm15, ymm12, ymm14", "c4411c59fe", (Consumer<Assembler>)
                        a -> a.vmulps(ymm(15), ymm(12), ymm(14))),
                Arguments.of("vdivps xmm6, xmm4, xmm9", "c4c1585ef1", (Consumer<Assembler>)
                        a -> a.vdivps(ymm(6).xmm(), ymm(4).xmm(), ymm(9).xmm())),
                Arguments.of("vfmadd231ps ymm3, ymm12, ymm14", "c4c21db8de", (Consumer<Assembler>)
                        a -> a.vfmadd231ps(ymm(3), ymm(12), ymm(14))),
                Arguments.of("vfmadd213ps ymm11, ymm15, [rsp+352]", "c46205a89c2460010000", (Consumer<Assembler>)
                        a -> a.vfmadd213ps(ymm(11), ymm(15), Mem.at(Gp.RSP, 352))),
                Arguments.of("vcmpnltps xmm5, xmm4, xmm10", "c4c158c2ea05", (Consumer<Assembler>)
                        a -> a.vcmpnltps(ymm(5).xmm(), ymm(4).xmm(), ymm(10).xmm())),
                Arguments.of(
                        "vcvtdq2ps ymm2, ymm2", "c5fc5bd2", (Consumer<Assembler>) a -> a.vcvtdq2ps(ymm(2), ymm(2))),
                Arguments.of(
                        "vcvtps2dq ymm3, ymm13", "c4c17d5bdd", (Consumer<Assembler>) a -> a.vcvtps2dq(ymm(3), ymm(13))),
                Arguments.of("vcvtph2ps ymm14, xmm14", "c4427d13f6", (Consumer<Assembler>)
                        a -> a.vcvtph2ps(ymm(14), ymm(14).xmm())),
                Arguments.of("vaddps ymm15, ymm15, ymm8", "c4410458f8", (Consumer<Assembler>)
                        a -> a.vaddps(ymm(15), ymm(15), ymm(8))),
                Arguments.of("vaddps ymm9, ymm1, [rdx+640]", "c574588a80020000", (Consumer<Assembler>)
                        a -> a.vaddps(ymm(9), ymm(1), Mem.at(Gp.RDX, 640))),
                Arguments.of("vsubps ymm2, ymm2, ymm0", "c5ec5cd0", (Consumer<Assembler>)
                        a -> a.vsubps(ymm(2), ymm(2), ymm(0))),
                Arguments.of("vsubps ymm3, ymm12, [rbx+128]", "c59c5c9b80000000", (Consumer<Assembler>)
                        a -> a.vsubps(ymm(3), ymm(12), Mem.at(Gp.RBX, 128))),
                Arguments.of("vmaxps ymm0, ymm0, [rdx+1024]", "c5fc5f8200040000", (Consumer<Assembler>)
                        a -> a.vmaxps(ymm(0), ymm(0), Mem.at(Gp.RDX, 1024))),
                Arguments.of("vminps ymm2, ymm7, ymm2", "c5c45dd2", (Consumer<Assembler>)
                        a -> a.vminps(ymm(2), ymm(7), ymm(2))),
                Arguments.of("vmaxps ymm7, ymm1, ymm13", "c4c1745ffd", (Consumer<Assembler>)
                        a -> a.vmaxps(ymm(7), ymm(1), ymm(13))),
                Arguments.of("vcvtph2ps ymm2, [rsi+32]", "c4e27d135620", (Consumer<Assembler>)
                        a -> a.vcvtph2ps(ymm(2), Mem.at(Gp.RSI, 32))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("instructions")
    void writesTheBytesOfTheGnuAssembler(String text, String bytes, Consumer<Assembler> instruction) {
        assertThat(written(instruction)).as(text).isEqualTo(bytes);
    }

    @Test
    void refusesWhatItCannotWrite() {
        assertThatThrownBy(() -> written(a -> a.vpaddd(ymm(16), ymm(0), ymm(0))))
                .hasMessage("VEX knows registers 0 to 15 of 16 or 32 bytes, this is 16 of 32");
        assertThatThrownBy(() -> written(a -> a.vpaddd(ymm(0), ymm(17), ymm(0))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> written(a -> a.vpaddd(zmm(0), zmm(0), zmm(0))))
                .hasMessage("VEX knows registers 0 to 15 of 16 or 32 bytes, this is 0 of 64");
        Mem repeated = Mem.at(Gp.RAX, 0).toAllLanes();
        assertThatThrownBy(() -> written(a -> a.vmulps(ymm(0), ymm(0), repeated)))
                .hasMessageStartingWith("VEX repeats no memory over lanes");
        assertThatThrownBy(() -> written(a -> a.vmovd(ymm(0).xmm(), Gp.R9)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatOnlyTheOtherPrefixHas() {
        assertThatThrownBy(() -> written(a -> a.vpmovdb(Mem.at(Gp.RSI, 0), ymm(1))))
                .hasMessage("only EVEX has this instruction, the code is VEX");
        assertThatThrownBy(() -> new Assembler(Assembler.Prefix.EVEX).vpsignb(ymm(0), ymm(0), ymm(0)))
                .hasMessage("only VEX has this instruction, the code is EVEX");
    }

    private static String written(Consumer<Assembler> instructions) {
        Assembler assembler = new Assembler(Assembler.Prefix.VEX);
        instructions.accept(assembler);
        return HexFormat.of().formatHex(assembler.bytes());
    }
}
