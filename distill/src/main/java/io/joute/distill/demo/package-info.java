/**
 * The demonstration: a small bilingual grammar of questions and answers, the recipe that trains the three demo models on it,
 * and the models themselves.
 */
@NullMarked
package io.joute.distill.demo;

import org.jspecify.annotations.NullMarked;
