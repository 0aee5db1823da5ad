package io.joute.engine.template;

/** How versions of Mistral's format differ. */
enum MistralVersion {
    /** 7B v0.1 and v0.2: instructions are marked in text. */
    V1(" ", " ", "", Tools.NONE),
    /** 7B v0.3, Small 2409: marks are tokens, of SentencePiece, which puts a space before a text. */
    V3(" ", "", " ", Tools.ARRAYS),
    /** Nemo: the same without spaces. */
    V3_TEKKEN("", "", "", Tools.ARRAYS),
    /** Small 3 and 3.1: a system prompt of its own. */
    V7("", "", "", Tools.ARRAYS),
    /** Small 3.2: the parts of tool calls are marked. */
    V11("", "", "", Tools.MARKS);

    /** How tool calls are written. */
    enum Tools {
        NONE,
        ARRAYS,
        MARKS
    }

    private final String beforeInstruction;
    private final String afterInstruction;
    private final String beforeAnswer;
    private final Tools tools;

    MistralVersion(String beforeInstruction, String afterInstruction, String beforeAnswer, Tools tools) {
        this.beforeInstruction = beforeInstruction;
        this.afterInstruction = afterInstruction;
        this.beforeAnswer = beforeAnswer;
        this.tools = tools;
    }

    String beforeInstruction() {
        return beforeInstruction;
    }

    String afterInstruction() {
        return afterInstruction;
    }

    String beforeAnswer() {
        return beforeAnswer;
    }

    Tools tools() {
        return tools;
    }

    boolean marksInstructions() {
        return this != V1;
    }

    boolean marksSystem() {
        return this == V7 || this == V11;
    }

    /** Whether a system's text comes before the last user's, not the first. */
    boolean systemComesLast() {
        return this == V3 || this == V3_TEKKEN;
    }

    /** Whether a tool's answer is written plainly after the id of its call; else both in JSON. */
    boolean marksToolContent() {
        return marksSystem();
    }
}
