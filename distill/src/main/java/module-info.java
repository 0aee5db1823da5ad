/** Trains: a small model learns from a big one. */
module io.joute.distill {
    requires transitive io.joute.engine;
    requires static transitive org.jspecify;
    requires jdk.incubator.vector;
    requires java.management;

    exports io.joute.distill.train;
}
