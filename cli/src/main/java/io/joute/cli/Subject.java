package io.joute.cli;

import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * What engines are compared on.
 *
 * @param model the file
 * @param plan what each of them does with it
 * @param threads that each computes on
 * @param vocabularySize of the model
 * @param text makes a text of about so many tokens
 */
record Subject(Path model, BenchPlan plan, int threads, int vocabularySize, IntFunction<String> text) {}
