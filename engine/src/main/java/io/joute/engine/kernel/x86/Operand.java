package io.joute.engine.kernel.x86;

/** What the last operand of a vector instruction may be. */
sealed interface Operand permits Vec, Mem {}
