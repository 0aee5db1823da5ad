package io.joute.server.page;

/** A line of a card: what, and how much. */
public record Fact(String name, String value) {}
