package io.joute.engine;

/**
 * What a guess may take and go by.
 *
 * @param most tokens to guess, 1 or more
 * @param foresight what the model will pick by
 * @param promisedBytes memory that is to be left to others
 */
record Outlook(int most, Foresight foresight, long promisedBytes) {}
