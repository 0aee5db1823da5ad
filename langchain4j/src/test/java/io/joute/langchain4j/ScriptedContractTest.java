package io.joute.langchain4j;

/** What the demo model is too small for, and all the rest again: the adapter alone, before a model that follows a script. */
final class ScriptedContractTest extends AdapterContract {
    @Override
    io.joute.base.chat.ChatModel wrapped() {
        return ContractScript.model();
    }
}
