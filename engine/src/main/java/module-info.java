/**
 * Runs an open model: file, tensors, kernels, tokens.
 *
 * <p>Chat templates of unknown families run in Jinjava, an automatic module whose own dependencies are modules that it cannot
 * ask for: on a module path start with {@code --add-modules ALL-MODULE-PATH}; a class path needs nothing.
 */
module io.joute.engine {
    requires transitive io.joute.base;
    requires static transitive org.jspecify;
    requires jdk.incubator.vector;
    requires jdk.management;
    requires jinjava;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports io.joute.engine;
    exports io.joute.engine.checkpoint;
    exports io.joute.engine.grammar;
    exports io.joute.engine.kernel;
    exports io.joute.engine.model;
    exports io.joute.engine.sampling;
    exports io.joute.engine.template;
    exports io.joute.engine.tensor;
    exports io.joute.engine.tokenizer;
}
