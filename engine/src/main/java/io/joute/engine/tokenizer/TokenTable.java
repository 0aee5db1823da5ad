package io.joute.engine.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The tokens of a vocabulary by id and by spelling. Of tokens that are spelt alike the first counts; an empty one never. */
final class TokenTable {
    static final int NONE = -1;

    private final List<String> tokens;
    private final List<TokenKind> kinds;
    private final Map<String, Integer> textIds = new HashMap<>();
    private final Map<String, Integer> specialIds = new HashMap<>();
    private final TokenFinder userDefined = new TokenFinder();

    TokenTable(List<String> tokens, List<TokenKind> kinds) {
        this.tokens = tokens;
        this.kinds = kinds;
        for (int id = 0; id < tokens.size(); id++) {
            index(tokens.get(id), id);
        }
        textIds.remove("");
    }

    private void index(String spelling, int id) {
        switch (kinds.get(id)) {
            case CONTROL, UNKNOWN, UNUSED -> specialIds.putIfAbsent(spelling, id);
            case NORMAL, BYTE -> textIds.putIfAbsent(spelling, id);
            case USER_DEFINED -> userDefined.add(spelling, id);
        }
    }

    int size() {
        return tokens.size();
    }

    String spelling(int id) {
        requireId(id);
        return tokens.get(id);
    }

    TokenKind kind(int id) {
        requireId(id);
        return kinds.get(id);
    }

    boolean isSpecial(int id) {
        return switch (kind(id)) {
            case CONTROL, UNKNOWN, UNUSED -> true;
            case NORMAL, USER_DEFINED, BYTE -> false;
        };
    }

    OptionalInt special(String spelling) {
        Integer id = specialIds.get(spelling);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The id of a token of text or of a byte, or {@link #NONE}. */
    int text(String spelling) {
        return textIds.getOrDefault(spelling, NONE);
    }

    /** Those that text may become, by spelling. */
    Map<String, Integer> textIds() {
        return textIds;
    }

    TokenFinder userDefined() {
        return userDefined;
    }

    private void requireId(int id) {
        if (id < 0 || id >= tokens.size()) {
            throw new IllegalArgumentException("token id " + id + ", expected 0 to " + (tokens.size() - 1));
        }
    }

    /** Encodes the part of a text between two tokens that are defined by hand. */
    @FunctionalInterface
    interface Section {
        /** Encode characters {@code from} to {@code to}, one at least. */
        void encode(int from, int to);
    }

    /** Cut {@code text} at tokens that are defined by hand: those go to {@code ids}, what is between to {@code section}. */
    void encode(String text, IntList ids, Section section) {
        for (int start = 0; start < text.length(); ) {
            long token = userDefined().next(text, start);
            if (token == TokenFinder.NONE) {
                section.encode(start, text.length());
                return;
            }
            int id = (int) token;
            int at = (int) (token >>> Integer.SIZE);
            if (at > start) {
                section.encode(start, at);
            }
            ids.add(id);
            start = at + spelling(id).length();
        }
    }
}
