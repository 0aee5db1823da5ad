package io.joute.server.page;

/**
 * A reveal as whoever has the link sees it.
 *
 * @param unmasked who they were
 * @param picture address of its picture, without the ending that says its form
 * @param question the first question; empty where its visitor did not want it shown
 * @param language code of the question's language
 */
public record SharedPage(Shell shell, UnmaskedView unmasked, String picture, String question, String language) {}
