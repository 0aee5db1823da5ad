package io.joute.server.page;

/** A figure and its interval on an axis from 0 to 100. */
public record Bar(double low, double mid, double high) {
    /** Place three figures on the axis from {@code from} to {@code to}. */
    static Bar between(double from, double to, double low, double mid, double high) {
        return new Bar(place(low, from, to), place(mid, from, to), place(high, from, to));
    }

    private static double place(double value, double from, double to) {
        double share = to > from ? (value - from) / (to - from) : 0.5;
        return Math.clamp(Math.round(share * 10_000) / 100.0, 0, 100);
    }
}
