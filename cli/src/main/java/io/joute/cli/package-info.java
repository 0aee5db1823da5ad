/**
 * The program: reads settings, opens the arena, runs a command.
 *
 * <p>{@link io.joute.cli.Main} runs the tree of commands; each command is one class. Settings are all concluded before
 * anything starts. Nothing depends on this package.
 */
@NullMarked
package io.joute.cli;

import org.jspecify.annotations.NullMarked;
