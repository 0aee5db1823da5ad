package io.joute.engine.kernel;

import io.joute.engine.tensor.Weight;

/**
 * The inner loops, one thread unless said, nothing checked: {@link Kernels} has done that. Ranges are half open.
 *
 * <p>Whatever the implementation, a result depends on its own operands only: not on the thread, on the other rows of the
 * call, nor on how many tokens are in the batch. So a prompt read in batches, one by one or resumed from a common prefix
 * gives the same bits.
 */
sealed interface Loops permits ScalarLoops, VectorLoops, MachineLoops {
    /** Name for logs and reports. */
    String name();

    /** Bring the activations of a product into the form that {@link #multiply} wants; the pool is the caller's. */
    void prepare(Product product, WorkerPool pool);

    /** Whether what {@link #prepare} makes for {@code first} serves {@code other} too, which has the same input. */
    boolean preparesAlike(Product first, Product other);

    /** Rows {@code from} to {@code to} of a product, which is the one prepared last or prepares alike. */
    void multiply(Product product, int from, int to, Scratch scratch);

    /** Decode row {@code row} of {@code weight} to {@code out[offset …]}. */
    void decode(Weight weight, int row, float[] out, int offset);

    /** {@code out[i] = x[i] · gain[i] / √(mean(x²) + epsilon)} over one row that starts at {@code offset} in both. */
    void rmsNorm(float[] x, int offset, float[] gain, float epsilon, float[] out);

    /** Rotate {@code heads} heads from {@code offset} on by the table's entry {@code token}. */
    void rotate(float[] x, int offset, int heads, RopeTable table, int token);

    /** {@code gate[i] = silu(gate[i]) · up[i]}. */
    void silu(float[] gate, float[] up, int from, int to);

    /** {@code gate[i] = gelu(gate[i]) · up[i]}, GELU by its tanh approximation. */
    void gelu(float[] gate, float[] up, int from, int to);

    /** {@code x[i] += y[i]}. */
    void add(float[] x, float[] y, int from, int to);

    /** {@code x[i] = exp(scale · (x[i] − max)) / sum}. */
    void softmax(float[] x, int from, int to, float scale);

    /** All query heads that share key head {@code headKv}, for tokens {@code from} to {@code to} of the batch. */
    void attend(Attention attention, int headKv, int from, int to, Scratch scratch);
}
