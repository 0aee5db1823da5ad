package io.joute.engine.kernel;

import io.joute.engine.tensor.Weight;

/** The law: each operation as its formula says, for reading; sums in double. */
final class ScalarLoops implements Loops {
    private static final double GELU_SCALE = Math.sqrt(2 / Math.PI);

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void prepare(Product p, WorkerPool pool) {
        // Floats are taken as they are.
    }

    @Override
    public boolean preparesAlike(Product first, Product other) {
        return true;
    }

    @Override
    public void multiply(Product p, int from, int to, Scratch scratch) {
        float[] row = scratch.panel(p.columns);
        for (int r = from; r < to; r++) {
            elements(p.weight, r, row, 0);
            double scale = p.scale(r);
            for (int token = 0; token < p.batch; token++) {
                p.out[token * p.rows + r] = (float) (scale * dot(row, 0, p.x, token * p.columns, p.columns));
            }
        }
    }

    private static double dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) a[aOffset + i] * b[bOffset + i];
        }
        return sum;
    }

    @Override
    public void decode(Weight weight, int row, float[] out, int offset) {
        elements(weight, row, out, offset);
        float scale = weight.rowScales().of(row);
        for (int column = 0; column < weight.columns(); column++) {
            out[offset + column] *= scale;
        }
    }

    private static void elements(Weight weight, int row, float[] out, int offset) {
        long start = row * weight.rowBytes();
        int columns = Math.toIntExact(weight.columns());
        for (int column = 0; column < columns; column++) {
            out[offset + column] = ScalarDecode.element(weight.data(), weight.type(), start, column);
        }
    }

    @Override
    public void rmsNorm(float[] x, int offset, float[] gain, float epsilon, float[] out) {
        double meanSquare = dot(x, offset, x, offset, gain.length) / gain.length;
        double scale = 1 / Math.sqrt(meanSquare + epsilon);
        for (int i = 0; i < gain.length; i++) {
            out[offset + i] = (float) (x[offset + i] * scale * gain[i]);
        }
    }

    @Override
    public void rotate(float[] x, int offset, int heads, RopeTable table, int token) {
        int headDim = table.headDim();
        for (int head = 0; head < heads; head++) {
            for (int pair = 0; pair < headDim / 2; pair++) {
                int i = table.halves() ? pair : 2 * pair;
                rotatePair(x, offset + head * headDim + i, table, token * headDim + i);
            }
        }
    }

    private static void rotatePair(float[] x, int first, RopeTable table, int angle) {
        int second = first + table.partner();
        float a = x[first];
        float b = x[second];
        x[first] = a * table.cos[angle] + b * table.sin[angle];
        x[second] = b * table.cos[angle + table.partner()] + a * table.sin[angle + table.partner()];
    }

    @Override
    public void silu(float[] gate, float[] up, int from, int to) {
        for (int i = from; i < to; i++) {
            gate[i] = (float) (gate[i] / (1 + Math.exp(-gate[i])) * up[i]);
        }
    }

    @Override
    public void gelu(float[] gate, float[] up, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = gate[i];
            gate[i] = (float) (0.5 * x * (1 + Math.tanh(GELU_SCALE * (x + 0.044715 * x * x * x))) * up[i]);
        }
    }

    @Override
    public void add(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] += y[i];
        }
    }

    @Override
    public void softmax(float[] x, int from, int to, float scale) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            max = Math.max(max, x[i]);
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            x[i] = (float) Math.exp(scale * (x[i] - max));
            sum += x[i];
        }
        for (int i = from; i < to; i++) {
            x[i] = (float) (x[i] / sum);
        }
    }

    @Override
    public void attend(Attention a, int headKv, int from, int to, Scratch scratch) {
        int group = a.shape.group();
        for (int token = from; token < to; token++) {
            for (int head = headKv * group; head < (headKv + 1) * group; head++) {
                attendHead(a, headKv, (token * a.shape.headCount() + head) * a.shape.headDim(), token, scratch);
            }
        }
    }

    private void attendHead(Attention a, int headKv, int query, int token, Scratch scratch) {
        int headDim = a.shape.headDim();
        int start = a.start(token);
        int end = a.end(token);
        float[] scores = scratch.scores(end);
        float[] keys = new float[0];
        for (int p = start; p < end; p++) {
            KvPage page = a.pages[p / KvPage.POSITIONS];
            if (p == start || p % KvPage.POSITIONS == 0) {
                keys = page.keys(headKv, scratch.page(page.headLength()));
            }
            int key = page.at(headKv) + p % KvPage.POSITIONS;
            double sum = 0;
            for (int i = 0; i < headDim; i++) {
                sum += (double) a.queries[query + i] * keys[key + i * KvPage.POSITIONS];
            }
            scores[p] = (float) sum;
        }
        softmax(scores, start, end, a.scale);
        weigh(a, headKv, query, token, scratch);
    }

    /** Sum the values of all positions that the token sees, weighted by their scores. */
    private static void weigh(Attention a, int headKv, int query, int token, Scratch scratch) {
        int headDim = a.shape.headDim();
        int start = a.start(token);
        int end = a.end(token);
        float[] scores = scratch.scores(end);
        float[] values = new float[0];
        double[] sums = new double[headDim];
        for (int p = start; p < end; p++) {
            KvPage page = a.pages[p / KvPage.POSITIONS];
            if (p == start || p % KvPage.POSITIONS == 0) {
                values = page.values(headKv, scratch.page(page.headLength()));
            }
            int value = page.at(headKv) + p % KvPage.POSITIONS * headDim;
            for (int i = 0; i < headDim; i++) {
                sums[i] += (double) scores[p] * values[value + i];
            }
        }
        for (int i = 0; i < headDim; i++) {
            a.out[query + i] = (float) sums[i];
        }
    }
}
