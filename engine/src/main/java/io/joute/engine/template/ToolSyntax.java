package io.joute.engine.template;

/** How a model writes that it asks for tools. */
public enum ToolSyntax {
    /** It was not taught to, or Joute does not know how. */
    NONE,
    /** One JSON object with a name and parameters is the whole answer. */
    JSON_OBJECT,
    /** {@code [TOOL_CALLS]}, then an array of objects with name and arguments, or a name, {@code [ARGS]} and arguments. */
    MISTRAL
}
