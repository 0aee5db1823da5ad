package io.joute.server.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.server.picture.Canvas.Style;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PictureTest {
    private static final int PAPER = 0xf7f1e4;
    private static final int INK = 0x1e1a15;
    private static final Style WORDS = new Style(40, true, INK);

    private final Canvas.Faces faces = Canvas.Faces.read();
    private final Canvas canvas = new Canvas(400, 120, faces, PAPER);

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int inked(BufferedImage image, int fromX, int toX) {
        int count = 0;
        for (int x = fromX; x < toX; x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                count += (image.getRGB(x, y) & 0xffffff) == INK ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void drawsWordsWhereTheyAreWrittenWithoutAFontOfTheMachine() throws IOException {
        double wide = canvas.write("Énergie ≈ 3,24 Wh", 20, 60, WORDS);
        BufferedImage image = read(canvas.picture("t", "d").png());
        int end = 20 + (int) Math.ceil(wide);
        assertThat(image.getWidth()).isEqualTo(400);
        assertThat(image.getHeight()).isEqualTo(120);
        assertThat(inked(image, 20, end)).isGreaterThan(1500);
        assertThat(inked(image, 0, 18) + inked(image, end + 1, 400)).isZero();
    }

    @Test
    void writesAnSvgThatSaysWhatItShowsAndHoldsNoMarkupOfOthers() throws Exception {
        canvas.write("<script>", 20, 60, WORDS);
        String svg = canvas.picture("a <b> & \u0000", "said").svg();
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("a <b> &  ");
        assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo("said");
        assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(2);
        assertThat(svg).doesNotContain("script", "href", "<text");
    }

    @Test
    void makesWordsSmallerThenCutsThem() {
        String name = "A name that is far too long for the place it is given, whatever its size";
        assertThat(canvas.writeWithin(name, 0, 50, 300, WORDS))
                .isLessThanOrEqualTo(300)
                .isGreaterThan(250);
        assertThat(canvas.writeWithin("Short", 0, 50, 300, WORDS)).isEqualTo(canvas.width("Short", WORDS));
    }

    @Test
    void breaksLinesBetweenWordsAndMarksWhatIsLeftOut() {
        assertThat(canvas.lines("one two three", 1000, 2, WORDS)).containsExactly("one two three");
        assertThat(canvas.lines("one two three", canvas.width("one two", WORDS), 2, WORDS))
                .containsExactly("one two", "three");
        assertThat(canvas.lines("one two three four", canvas.width("one two", WORDS), 1, WORDS)
                        .getFirst())
                .endsWith("…");
    }

    @Test
    void knowsWhatItCannotDraw() {
        assertThat(canvas.covers("« Où est l’âne\u202F? » — 1\u202F234 µWh, CO₂, ≈ 2 × 3 − 1…"))
                .isTrue();
        assertThat(canvas.covers("日本")).isFalse();
        assertThat(canvas.width("日", WORDS)).isEqualTo(canvas.width("?", WORDS));
    }
}
