package io.joute.distill.train;

/** RMSNorm over rows, y = w·x/√(mean(x²)+ε), and its backward pass. */
final class RmsNorm {
    /** Rows whose gradient is summed together before the parts are summed in order: fixed, whatever the threads. */
    private static final int PART = 128;

    private final Workers workers;
    private final float epsilon;
    private final int width;

    RmsNorm(Workers workers, float epsilon, int width) {
        this.workers = workers;
        this.epsilon = epsilon;
        this.width = width;
    }

    /** Normalise {@code rows} rows of x into y; keeps 1/√… of each row. */
    void forward(float[] x, float[] w, int wFrom, float[] y, float[] inverse, int rows) {
        workers.ranges(rows, 1, (from, to) -> {
            for (int row = from; row < to; row++) {
                inverse[row] = normalise(x, row * width, w, wFrom, y);
            }
        });
    }

    private float normalise(float[] x, int at, float[] w, int wFrom, float[] y) {
        float square = Elementwise.dot(x, at, x, at, width);
        float inverse = (float) (1 / Math.sqrt(square / width + epsilon));
        for (int i = 0; i < width; i++) {
            y[at + i] = x[at + i] * inverse * w[wFrom + i];
        }
        return inverse;
    }

    /** Add the gradient of x to dx and that of w to dw. */
    void backward(float[] x, float[] w, int wFrom, float[] inverse, float[] dy, float[] dx, float[] dw, int rows) {
        int parts = Math.ceilDiv(rows, PART);
        float[] sums = new float[parts * width];
        workers.run(parts, part -> {
            float[] scaled = new float[width];
            for (int row = part * PART; row < Math.min(rows, (part + 1) * PART); row++) {
                backward(x, row * width, w, wFrom, inverse[row], dy, dx, sums, part * width, scaled);
            }
        });
        for (int part = 0; part < parts; part++) {
            Elementwise.add(sums, part * width, dw, wFrom, width);
        }
    }

    private void backward(
            float[] x,
            int at,
            float[] w,
            int wFrom,
            float inverse,
            float[] dy,
            float[] dx,
            float[] sums,
            int sumFrom,
            float[] scaled) {
        for (int i = 0; i < width; i++) {
            scaled[i] = dy[at + i] * w[wFrom + i];
        }
        float along = Elementwise.dot(scaled, 0, x, at, width) * inverse * inverse * inverse / width;
        for (int i = 0; i < width; i++) {
            sums[sumFrom + i] += dy[at + i] * x[at + i] * inverse;
            dx[at + i] += scaled[i] * inverse - x[at + i] * along;
        }
    }
}
