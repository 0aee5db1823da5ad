package io.joute.server.page;

/** Two numbers of parameters as areas on one scale, and the sentence that says the same. */
public record SizeDrawing(String sentence, Square a, Square b) {
    /**
     * A model as a square.
     *
     * @param side of the square, where the biggest has 100
     */
    public record Square(String name, String text, double side) {}

    /** Side of a square of area {@code value} when {@code biggest} has side 100; never too small to be seen. */
    static double side(double value, double biggest) {
        double exact = 100 * Math.sqrt(value / biggest);
        return Math.max(1.5, Math.round(exact * 100) / 100.0);
    }
}
