/** Trains: a small model learns from a big one. */
module io.joute.distill {
    requires transitive io.joute.engine;
    requires static transitive org.jspecify;
    requires jdk.incubator.vector;

    exports io.joute.distill;
    exports io.joute.distill.demo;
    exports io.joute.distill.train;
}
