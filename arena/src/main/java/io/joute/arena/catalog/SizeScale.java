package io.joute.arena.catalog;

/** Thresholds of the size classes, in billions of total parameters; the scale is named wherever a class is shown. */
public enum SizeScale {
    /** The teaching deck's: S from 7, M from 20, L from 70, XL from 150. */
    DECK("deck", 7, 20, 70, 150),
    /** compar:IA's since 15 October 2025: S from 15, M from 60, L from 100, XL from 400. */
    COMPARIA_2025_10("comparia-2025-10", 15, 60, 100, 400);

    private final String key;
    private final double small;
    private final double medium;
    private final double large;
    private final double extraLarge;

    SizeScale(String key, double small, double medium, double large, double extraLarge) {
        this.key = key;
        this.small = small;
        this.medium = medium;
        this.large = large;
        this.extraLarge = extraLarge;
    }

    /** The name of the scale in settings and exports. */
    public String key() {
        return key;
    }

    /** The fewest billions of parameters of a class. */
    public double from(SizeClass size) {
        return switch (size) {
            case XS -> 0;
            case S -> small;
            case M -> medium;
            case L -> large;
            case XL -> extraLarge;
        };
    }

    /** The class of a model with this many billions of parameters in total. */
    public SizeClass classOf(double totalBillions) {
        if (totalBillions < small) {
            return SizeClass.XS;
        } else if (totalBillions < medium) {
            return SizeClass.S;
        } else if (totalBillions < large) {
            return SizeClass.M;
        }
        return totalBillions < extraLarge ? SizeClass.L : SizeClass.XL;
    }
}
