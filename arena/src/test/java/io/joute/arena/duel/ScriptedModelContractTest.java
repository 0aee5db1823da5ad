package io.joute.arena.duel;

import io.joute.base.chat.ChatEvent;
import io.joute.base.chat.ChatException;
import io.joute.base.chat.ChatModel;
import io.joute.base.contract.ChatModelContract;
import java.util.concurrent.CountDownLatch;

/** The fake of the arena's tests keeps the contract of the models that it stands for. */
final class ScriptedModelContractTest extends ChatModelContract {
    @Override
    protected ChatModel answering() {
        return ScriptedModel.saying("fake", "The ", "🎉 ", "answer.");
    }

    @Override
    protected ChatModel unhurried() {
        return ScriptedModel.playing("fake", 8192, request -> events -> {
            events.accept(new ChatEvent.Delta("The "));
            new CountDownLatch(1).await();
        });
    }

    @Override
    protected ChatModel failing() {
        return ScriptedModel.failing("fake", new ChatException.Cause.Unavailable());
    }
}
