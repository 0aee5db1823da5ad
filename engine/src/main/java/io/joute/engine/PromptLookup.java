package io.joute.engine;

/**
 * Guesses that what followed the last tokens before follows them again: answers quote their prompts, and code and lists repeat
 * themselves. Of all earlier places the longest match counts, of equal ones the latest.
 *
 * <p>Looking through a whole conversation takes microseconds where a pass takes milliseconds, so nothing is indexed.
 *
 * @see <a href="https://github.com/apoorvumang/prompt-lookup-decoding">A. Saxena, Prompt Lookup Decoding, 2023</a>
 */
final class PromptLookup implements Drafter {
    private static final int LONGEST = 4;
    private static final int SHORTEST = 2;

    @Override
    public boolean follow(TokenList said, long promisedBytes) {
        return true;
    }

    @Override
    public int[] propose(TokenList said, Outlook outlook) {
        int best = 0;
        int from = 0;
        for (int end = said.size() - 1; end >= SHORTEST && best < LONGEST; end--) {
            int matched = matched(said, end);
            if (matched > best) {
                best = matched;
                from = end;
            }
        }
        return best < SHORTEST ? new int[0] : following(said, from, outlook.most());
    }

    /** How many tokens before {@code end} are the last ones of all. */
    private static int matched(TokenList said, int end) {
        int longest = Math.min(LONGEST, end);
        int count = 0;
        while (count < longest && said.get(end - 1 - count) == said.get(said.size() - 1 - count)) {
            count++;
        }
        return count;
    }

    /** Where the end is reached, what was guessed goes on: a loop repeats itself. */
    private static int[] following(TokenList said, int from, int most) {
        int[] guessed = new int[most];
        int known = said.size() - from;
        for (int i = 0; i < most; i++) {
            guessed[i] = i < known ? said.get(from + i) : guessed[i - known];
        }
        return guessed;
    }

    @Override
    public void end(TokenList said) {}
}
