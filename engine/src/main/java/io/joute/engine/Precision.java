package io.joute.engine;

import io.joute.engine.tensor.ElementType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a conversion stores a model. Vectors are always F32, and a matrix whose rows do not fill the blocks of a type takes the
 * next finer type that fits. Which tensor takes which type follows llama.cpp's mixtures of the same names.
 */
public enum Precision {
    /** 32 bits a weight. */
    F32(ElementType.F32, 0),
    /** 16 bits a weight, IEEE's half precision: refused where a weight is beyond 65,504. */
    F16(ElementType.F16, 1),
    /** 16 bits a weight: the upper half of F32. */
    BF16(ElementType.BF16, 32),
    /** 8.5 bits a weight. */
    Q8_0(ElementType.Q8_0, 7),
    /** 4.5 bits a weight; the output matrix is Q6_K. */
    Q4_0(ElementType.Q4_0, 2),
    /** 4.5 bits a weight; the output matrix, and half of the value and down matrices, are Q6_K. */
    Q4_K_M(ElementType.Q4_K, 15),
    /** 6.5625 bits a weight. */
    Q6_K(ElementType.Q6_K, 18);

    private static final Pattern SENSITIVE = Pattern.compile("blk\\.(\\d{1,4})\\.(attn_v|ffn_down)\\.weight");
    private static final String OUTPUT = "output.weight";
    private static final String EMBEDDING = "token_embd.weight";

    private final ElementType type;
    private final int fileType;

    Precision(ElementType type, int fileType) {
        this.type = type;
        this.fileType = fileType;
    }

    /** The precision of this name, in either case. */
    public static Optional<Precision> of(String name) {
        return Arrays.stream(values())
                .filter(precision -> precision.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** Its number under {@code general.file_type}. */
    int fileType() {
        return fileType;
    }

    /** The type of a matrix, by its name and the elements of a row, in a model of so many blocks. */
    ElementType typeOf(String name, long columns, int blocks, boolean tied) {
        return fitting(wanted(name, blocks, tied), columns);
    }

    private ElementType wanted(String name, int blocks, boolean tied) {
        boolean isOutput = name.equals(OUTPUT) || (tied && name.equals(EMBEDDING));
        boolean isFine = type.blockLength() == 1 || this == Q8_0;
        if (isFine) {
            return type;
        }
        if (isOutput) {
            return ElementType.Q6_K;
        }
        Matcher sensitive = SENSITIVE.matcher(name);
        boolean isFiner =
                this == Q4_K_M && sensitive.matches() && takesMoreBits(Integer.parseInt(sensitive.group(1)), blocks);
        return isFiner ? ElementType.Q6_K : type;
    }

    /** The first and last eighth, and every third between. */
    private static boolean takesMoreBits(int block, int blocks) {
        return block < blocks / 8 || block >= 7 * blocks / 8 || (block - blocks / 8) % 3 == 2;
    }

    private static ElementType fitting(ElementType wanted, long columns) {
        if (columns % wanted.blockLength() == 0) {
            return wanted;
        }
        if (columns % ElementType.Q8_0.blockLength() != 0) {
            return ElementType.F16;
        }
        return wanted == ElementType.Q4_K ? ElementType.Q5_0 : ElementType.Q8_0;
    }
}
