package io.joute.server.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A finished picture: filled shapes, the later over the earlier.
 *
 * @param width in pixels
 * @param height in pixels
 * @param title what it is, for who cannot see it
 * @param text what it says, for the same
 */
public record Picture(int width, int height, String title, String text, List<Mark> marks) {
    public Picture {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("picture of " + width + " × " + height + " pixels, expected 1 or more");
        }
        marks = List.copyOf(marks);
    }

    /** As an SVG document, its words as outlines. */
    public String svg() {
        return new SvgText(this).document();
    }

    /** As a PNG file. */
    public byte[] png() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        for (Mark mark : marks) {
            canvas.setColor(new Color(mark.rgb()));
            canvas.fill(mark.shape());
        }
        canvas.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IllegalStateException("this JDK writes no PNG: java.desktop is incomplete");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }
}
