package io.joute.server.page;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Renders what an answer may not do by itself: links go to absolute web addresses or stay text, images become links
 * that name their host (opening an answer fetches nothing), headings take their place under the page's own.
 */
final class AnswerRenderer implements NodeRenderer {
    private final HtmlNodeRendererContext context;
    private final int pageLevels;
    private final HtmlWriter out;

    /** Headings begin below {@code pageLevels} of the page's own. */
    AnswerRenderer(HtmlNodeRendererContext context, int pageLevels) {
        this.context = context;
        this.pageLevels = pageLevels;
        this.out = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Link.class, Image.class, Heading.class);
    }

    @Override
    public void render(Node node) {
        switch (node) {
            case Link link -> link(link);
            case Image image -> image(image);
            case Heading heading -> heading(heading);
            default -> throw new IllegalArgumentException("not asked to render " + node);
        }
    }

    private void link(Link link) {
        if (WebAddress.isAbsolute(link.getDestination())) {
            out.tag("a", Map.of("href", link.getDestination()));
            children(link);
            out.tag("/a");
        } else {
            children(link);
        }
    }

    private void image(Image image) {
        String alternative = textOf(image);
        Optional<String> host = WebAddress.host(image.getDestination());
        if (host.isPresent() && !insideLink(image)) {
            out.tag("a", Map.of("href", image.getDestination()));
            out.text(alternative.isBlank() ? host.get() : alternative + " (" + host.get() + ")");
            out.tag("/a");
        } else {
            out.text(alternative);
        }
    }

    private void heading(Heading heading) {
        String tag = "h" + Math.min(6, heading.getLevel() + pageLevels);
        out.line();
        out.tag(tag);
        children(heading);
        out.tag("/" + tag);
        out.line();
    }

    private void children(Node parent) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
    }

    private static boolean insideLink(Node node) {
        for (Node above = node.getParent(); above != null; above = above.getParent()) {
            if (above instanceof Link) {
                return true;
            }
        }
        return false;
    }

    private static String textOf(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text literal) {
                text.append(literal.getLiteral());
            }

            @Override
            public void visit(Code code) {
                text.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
                text.append(' ');
            }

            @Override
            public void visit(HardLineBreak lineBreak) {
                text.append(' ');
            }
        });
        return text.toString();
    }
}
