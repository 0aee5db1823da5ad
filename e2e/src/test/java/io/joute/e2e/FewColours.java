package io.joute.e2e;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Makes pictures of pages small: half size, the 32 commonest colours, each pixel the nearest of them, the top only. */
final class FewColours {
    private static final int COLOURS = 32;
    private static final int SHRINK = 2;
    private static final int TALLEST = 1400;

    private FewColours() {}

    static byte[] png(byte[] file) throws IOException {
        BufferedImage image = halved(ImageIO.read(new ByteArrayInputStream(file)));
        Map<Integer, Integer> counts = new HashMap<>();
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        List<Integer> palette = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        BufferedImage few =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model(palette));
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int index = nearest.computeIfAbsent(pixels[i], pixel -> nearest(palette, pixel));
            few.getRaster().setSample(i % image.getWidth(), i / image.getWidth(), 0, index);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(few, "png", out);
        return out.toByteArray();
    }

    private static BufferedImage halved(BufferedImage image) {
        int width = image.getWidth() < 500 ? image.getWidth() : image.getWidth() / SHRINK;
        int height = image.getHeight() * width / image.getWidth();
        BufferedImage half = new BufferedImage(width, Math.min(height, TALLEST), BufferedImage.TYPE_INT_RGB);
        var canvas = half.createGraphics();
        canvas.drawImage(image.getScaledInstance(width, height, java.awt.Image.SCALE_AREA_AVERAGING), 0, 0, null);
        canvas.dispose();
        return half;
    }

    private static IndexColorModel model(List<Integer> palette) {
        byte[] red = new byte[palette.size()];
        byte[] green = new byte[palette.size()];
        byte[] blue = new byte[palette.size()];
        for (int i = 0; i < palette.size(); i++) {
            red[i] = (byte) (palette.get(i) >> 16);
            green[i] = (byte) (palette.get(i) >> 8);
            blue[i] = (byte) (int) palette.get(i);
        }
        return new IndexColorModel(8, palette.size(), red, green, blue);
    }

    private static int nearest(List<Integer> palette, int pixel) {
        return java.util.stream.IntStream.range(0, palette.size())
                .boxed()
                .min(Comparator.comparingInt(i -> distance(palette.get(i), pixel)))
                .orElseThrow();
    }

    private static int distance(int one, int other) {
        int red = (one >> 16 & 255) - (other >> 16 & 255);
        int green = (one >> 8 & 255) - (other >> 8 & 255);
        int blue = (one & 255) - (other & 255);
        return red * red + green * green + blue * blue;
    }
}
