package io.joute.server.picture;

import java.awt.Shape;

/**
 * A filled shape.
 *
 * @param shape in the units of its picture
 * @param rgb its colour
 */
record Mark(Shape shape, int rgb) {}
