/** What a training run needs around the trainer: learning a vocabulary, writing a checkpoint. */
@NullMarked
package io.joute.distill;

import org.jspecify.annotations.NullMarked;
