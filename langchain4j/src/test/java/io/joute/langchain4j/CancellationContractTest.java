package io.joute.langchain4j;

import org.junit.jupiter.api.Tag;

/** The engine's contract once more, cancelling included: it waits half a minute for a call that must not come. */
@Tag("slow")
final class CancellationContractTest extends DemoModelStreamingContractTest {
    @Override
    protected boolean supportsStreamingCancellation() {
        return true;
    }
}
