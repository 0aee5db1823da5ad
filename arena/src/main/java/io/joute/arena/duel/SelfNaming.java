package io.joute.arena.duel;

import io.joute.arena.catalog.ModelCard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds where an answer says who wrote it, in French or English, and masks the name.
 *
 * <p>A name alone says nothing: people ask about models, and {@code Claude Monet} is none. What counts is a sentence in
 * which the writer speaks of itself ({@code I am}, {@code je m'appelle}, {@code I was trained by}), reaches the name
 * through nothing but words that such sentences are made of, and names a model or a maker, whole. Names known are those of
 * the cards given and of the models that people know. Which name is said does not matter: a model that takes itself for
 * another one still biases its reader.
 *
 * <p>Immutable.
 */
final class SelfNaming {
    /** What is shown instead of a name; of one length, whatever the name. */
    static final String MASK = "█████";

    private static final String NAME = "name";
    private static final String MAKER = "maker";

    private static final String BEFORE = "(?<![\\p{L}\\p{N}])";
    private static final String AFTER = "(?![\\p{L}\\p{N}])";
    private static final String GAP = "[\\s,:*_\"“”«»(`–—-]{1,4}";

    private static final String WRITER = String.join(
            "|",
            "I\\s+am",
            "I['’]m",
            "I\\s+was",
            "I\\s+have\\s+been",
            "I['’]ve\\s+been",
            "my\\s+name\\s+is",
            "call\\s+me",
            "my\\s+(?:creator|developer|maker)s?\\s+(?:is|are)",
            "as\\s+an?\\s+(?:AI|large|language|artificial|assistant)",
            "je\\s+suis",
            "je\\s+m['’]appelle",
            "on\\s+m['’]appelle",
            "appelez-moi",
            "mon\\s+nom\\s+est",
            "j['’]ai\\s+été",
            "(?:mon|mes)\\s+(?:créateur|développeur|concepteur)s?\\s+(?:est|sont)",
            "en\\s+tant\\s+qu(?:e\\s+|['’])(?:modèle|IA|assistante?|intelligence)");

    /** At the beginning of a sentence only: elsewhere it may be said of anything. */
    private static final String MADE =
            "(?<=^|[.!?…\\n]|[.!?…\\n][\\s*])(?:made|created|developed|trained|built|(?:développé|créé|conçu|entraîné)e?)\\s+(?:by|par)";

    private static final String BETWEEN = String.join(
            "|",
            "an?|the|of|by|from|at|on|in|called|named|known|as|which|that|is|was|been|and|new|latest|version|based",
            "large|small|language|AI|A\\.I\\.|artificial|intelligence|models?|assistant|chatbot|bot|chat|program|virtual",
            "helpful|friendly|open|source|open-source|multilingual|conversational|agent",
            "built|trained|developed|created|made|designed|fine-tuned|distilled|released",
            "research|team|company|lab|researchers?|engineers?|startup|people",
            "une?|le|la|les|de|du|des|d['’]|l['’]|sous|nom|grande?|petite?|modèles?|langage|langues?|IA|artificielle",
            "assistante|virtuel(?:le)?|conversationnel(?:le)?|(?:nommé|appelé|basé|connu|développé|créé|entraîné|distillé)e?",
            "(?:conçu|mis)e?|au|point|sur|par|chez|et|qui|ai?|été|est|robot|équipe|entreprise|société|laboratoire");

    /** Names of models and makers that people know; those that are words or first names too only as they are written. */
    private static final String KNOWN = String.join(
            "|",
            "Chat\\s?GPT|GPT(?:-?\\d[\\w.]*)?|OpenAI|Anthropic|DeepSeek|Qwen|Mixtral|Ministral|Gemma|Vicuna|Alibaba",
            "xAI|Deep\\s?Mind|Copilot|Cohere|EleutherAI|Hugging\\s?Face|TinyLlama|Mistral\\s+AI|Meta\\s+AI",
            "(?-i:Claude(?!\\s+(?!Sonnet|Opus|Haiku|Instant)\\p{Lu}\\p{Ll})|LLaMA|Llama|Mistral|Meta|Google|Gemini|Bard|Grok|Phi"
                    + "|Microsoft|Falcon|Nova|Amazon|Command\\s+R|Yi|Kimi|Jamba|OLMo|SmolLM|Granite|Nemotron|Apertus|Lucie)");

    /** Version, size or kind, which are part of a name: {@code 3.1 8B}, {@code 3.5 Sonnet}, {@code -4o-mini}. */
    private static final String TAIL = "(?:[\\s-]{0,2}v?\\d(?:[\\w.]*\\w)?"
            + "|[\\s-]{1,2}(?-i:Sonnet|Opus|Haiku|Small|Medium|Large|Nano|Mini|Flash|Pro|Turbo|Instruct|Preview|Chat)"
            + "|-(?:nano|mini|flash|pro|turbo|instruct|preview|chat|small|medium|large|sonnet|opus|haiku))*";

    private static final int FEWEST_LETTERS = 3;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Pattern pattern;
    private final Pattern more;

    private SelfNaming(Pattern pattern, Pattern more) {
        this.pattern = pattern;
        this.more = more;
    }

    /** Know the names of these cards besides those that people know. */
    static SelfNaming of(Collection<ModelCard> cards) {
        List<String> names = cards.stream()
                .flatMap(card -> Stream.of(card.name(), card.family(), card.maker()))
                .map(String::strip)
                .filter(name -> name.codePoints().filter(Character::isLetter).count() >= FEWEST_LETTERS)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(name -> SPACE.splitAsStream(name).map(Pattern::quote).collect(Collectors.joining("\\s+")))
                .toList();
        String name = BEFORE + "(?<" + NAME + ">(?:"
                + Stream.concat(names.stream(), Stream.of(KNOWN)).collect(Collectors.joining("|")) + ")" + TAIL + ")"
                + AFTER;
        String gap = "(?:" + GAP + "|(?<=['’]))";
        String words = "(?:" + gap + "(?:" + BETWEEN + ")(?:(?<=['’])|" + AFTER + ")){0,16}";
        String ofItself = BEFORE + "(?:" + WRITER + "|" + MADE + ")" + AFTER + words + gap + name;
        String byOthers = name.replace("(?<" + NAME + ">", "(?<" + MAKER + ">")
                + "\\s+(?:(?:has\\s+)?(?:created|made|trained|developed|built|designed)\\s+me|"
                + "(?:qui\\s+)?m['’]a\\s+(?:créé|développé|entraîné|conçu)e?)" + AFTER;
        return new SelfNaming(compiled(ofItself + "|" + byOthers), compiled(words + gap + name));
    }

    private static Pattern compiled(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Whether this answer says who wrote it. */
    boolean isIn(String text) {
        return pattern.matcher(text).find();
    }

    /** The answer with such names masked. */
    String masked(String text) {
        Reading reading = new Reading();
        return reading.accept(text) + reading.end();
    }

    /** Read an answer that is being written. */
    Reading reading() {
        return new Reading();
    }

    /**
     * An answer as it comes: what could yet turn out to be such a sentence is held back. However the text is cut into
     * pieces, what comes out is the same. For one thread.
     */
    final class Reading {
        private final StringBuilder raw = new StringBuilder();
        private final StringBuilder masked = new StringBuilder();
        private final List<Hidden> hidden = new ArrayList<>();
        private int at;
        private boolean afterName;

        /** A name, and where its mask begins. */
        private record Hidden(int at, String name) {}

        /** Take more; gives what is certain. */
        String accept(String more) {
            raw.append(more);
            return release(false);
        }

        /** The rest: nothing more comes. */
        String end() {
            return release(true);
        }

        /** Whether nothing has come yet. */
        boolean isEmpty() {
            return raw.isEmpty();
        }

        /** What was written of the first {@code length} characters given out; a mask cut in two is left out. */
        String written(int length) {
            StringBuilder text = new StringBuilder();
            int from = 0;
            for (Hidden each : hidden) {
                if (each.at + MASK.length() <= length) {
                    text.append(masked, from, each.at).append(each.name);
                    from = each.at + MASK.length();
                } else if (each.at < length) {
                    return text.append(masked, from, each.at).toString();
                }
            }
            return text.append(masked, from, length).toString();
        }

        // That more text could change what was found is the very question here.
        @SuppressWarnings("JdkObsolete")
        private String release(boolean last) {
            int before = masked.length();
            while (at < raw.length()) {
                Matcher matcher = matcher();
                boolean found = matcher.lookingAt();
                if (matcher.hitEnd() && !last) {
                    break;
                }
                step(matcher, found);
            }
            return masked.substring(before);
        }

        /** After a name, another one may follow in the same sentence: I am this, made by that. */
        private Matcher matcher() {
            return (afterName ? more : pattern)
                    .matcher(raw)
                    .useTransparentBounds(true)
                    .useAnchoringBounds(false)
                    .region(at, raw.length());
        }

        private void step(Matcher matcher, boolean found) {
            if (found) {
                hide(matcher);
            } else if (!afterName) {
                masked.append(raw.charAt(at));
                at++;
            }
            afterName = found;
        }

        private void hide(Matcher found) {
            String group = found.start(NAME) >= 0 ? NAME : MAKER;
            masked.append(raw, at, found.start(group));
            hidden.add(new Hidden(masked.length(), found.group(group)));
            masked.append(MASK).append(raw, found.end(group), found.end());
            at = found.end();
        }
    }
}
