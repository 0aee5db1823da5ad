package io.joute.distill.train;

import java.util.ArrayList;
import java.util.List;

/**
 * Documents packed one after the other, which a step learns from together. Attention never crosses from one to another,
 * and only answer tokens are learned.
 */
public final class Batch {
    final int[] tokens;
    /** First position of each document, then the end. */
    final int[] starts;
    /** Position in its document of each token. */
    final int[] positions;
    /** Positions whose next token is learned. */
    final int[] sources;
    /** The token learned at each source. */
    final int[] targets;
    /** The document and place in it of each source: index among the document's answer tokens. */
    final int[] sourceDocument;

    private final List<Document> documents;

    private Batch(List<Document> documents, int length, int answers) {
        this.documents = documents;
        tokens = new int[length];
        positions = new int[length];
        starts = new int[documents.size() + 1];
        sources = new int[answers];
        targets = new int[answers];
        sourceDocument = new int[answers];
        int at = 0;
        int answer = 0;
        for (int d = 0; d < documents.size(); d++) {
            Document document = documents.get(d);
            starts[d] = at;
            for (int i = 0; i < document.length(); i++) {
                tokens[at + i] = document.token(i);
                positions[at + i] = i;
            }
            for (int a = 0; a < document.answerLength(); a++, answer++) {
                int target = document.answerPosition(a);
                sources[answer] = at + target - 1;
                targets[answer] = document.token(target);
                sourceDocument[answer] = d;
            }
            at += document.length();
        }
        starts[documents.size()] = at;
    }

    /** Pack documents; at least one, and at least one answer token. */
    public static Batch of(List<Document> documents) {
        int length = documents.stream().mapToInt(Document::length).sum();
        int answers = documents.stream().mapToInt(Document::answerLength).sum();
        if (answers == 0) {
            throw new IllegalArgumentException("batch of " + documents.size() + " documents has no answer token");
        }
        return new Batch(List.copyOf(documents), length, answers);
    }

    /** Cut {@code documents}, in their order, into batches of at most {@code maxTokens} tokens (a longer one stands alone). */
    public static List<Batch> pack(List<Document> documents, int maxTokens) {
        var batches = new ArrayList<Batch>();
        var open = new ArrayList<Document>();
        int length = 0;
        for (Document document : documents) {
            if (!open.isEmpty() && length + document.length() > maxTokens) {
                batches.add(of(open));
                open.clear();
                length = 0;
            }
            open.add(document);
            length += document.length();
        }
        if (!open.isEmpty()) {
            batches.add(of(open));
        }
        return batches;
    }

    /** What was packed, in order. */
    public List<Document> documents() {
        return documents;
    }

    /** Tokens in all. */
    public int length() {
        return tokens.length;
    }

    /** Answer tokens: the rows of logits. */
    public int answers() {
        return sources.length;
    }
}
