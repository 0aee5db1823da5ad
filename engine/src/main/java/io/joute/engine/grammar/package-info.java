/**
 * Texts of a given form: a JSON Schema becomes an automaton over bytes, and that tells which tokens may come next. Uses
 * {@code chat} and {@code engine.tokenizer}.
 */
@NullMarked
package io.joute.engine.grammar;

import org.jspecify.annotations.NullMarked;
