/** The words both sides of Joute speak: messages, the model contract, usage, failures. */
module io.joute.base {
    requires static transitive org.jspecify;

    exports io.joute.base.chat;
}
