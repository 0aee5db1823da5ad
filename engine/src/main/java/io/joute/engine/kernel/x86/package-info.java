/**
 * Machine code for x86-64: a small assembler, the kernels it writes at start-up, and the memory they run in. Knows bytes
 * and addresses, not models: what an address means is said by {@link io.joute.engine.kernel.x86.MachineCode}. Uses
 * nothing of Joute.
 */
@NullMarked
package io.joute.engine.kernel.x86;

import org.jspecify.annotations.NullMarked;
