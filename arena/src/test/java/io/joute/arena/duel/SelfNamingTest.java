package io.joute.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelfNamingTest {
    private static final SelfNaming NAMING = SelfNaming.of(List.of(Cards.card("zephyrine", 3)));

    static List<String> english() {
        return List.of(
                "I am Claude.",
                "Hello! I'm ChatGPT, how can I help?",
                "I’m **Gemini**, a large language model.",
                "I am a large language model, trained by Google.",
                "I am an AI assistant created by Anthropic.",
                "I'm an AI language model developed by OpenAI, called GPT-4.",
                "My name is Llama.",
                "You can call me Grok.",
                "I was trained by the research team at Mistral AI.",
                "I have been developed by DeepSeek.",
                "I've been built by Meta AI",
                "As an AI language model created by OpenAI, I cannot say.",
                "As a large language model by Alibaba, I have no opinion.",
                "My creators are Anthropic.",
                "Who am I? Made by Google.",
                "Anthropic created me in 2023.",
                "OpenAI has trained me to be brief.",
                "Well: i am qwen, and glad to help.",
                "I am Claude Sonnet.",
                "I am Name of zephyrine, at your service.",
                "I am a model from Maker of zephyrine.");
    }

    static List<String> french() {
        return List.of(
                "Je suis Claude.",
                "Bonjour ! Je suis ChatGPT, votre assistant.",
                "Je suis un grand modèle de langage, entraîné par Google.",
                "Je suis une IA développée par Anthropic.",
                "Je suis un assistant virtuel créé par l’équipe de Mistral AI.",
                "Je m’appelle Gemini.",
                "Je m'appelle **Llama**",
                "On m’appelle Grok.",
                "Mon nom est Qwen.",
                "J’ai été entraîné par OpenAI.",
                "J'ai été conçue par la société DeepSeek.",
                "Mes créateurs sont Anthropic.",
                "En tant que modèle de langage développé par OpenAI, je ne sais pas.",
                "En tant qu’IA… Développé par Google.",
                "C’est Mistral AI qui m’a créé.",
                "OpenAI m’a entraîné sur du texte.",
                "Je suis Name of zephyrine.",
                "Je suis un modèle d’OpenAI.");
    }

    static Stream<String> namingItself() {
        return Stream.concat(english().stream(), french().stream());
    }

    @ParameterizedTest
    @MethodSource("namingItself")
    void findsAndMasksAnAnswerThatNamesItself(String answer) {
        assertThat(NAMING.isIn(answer)).isTrue();
        String masked = NAMING.masked(answer);
        assertThat(masked).contains(SelfNaming.MASK);
        assertThat(NAMING.isIn(masked)).as(masked).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Le palmarès du concours",
                "La bombarde bretonne est un instrument.",
                "Claude Monet a peint les Nymphéas.",
                "Je suis Claude Monet, peintre à Giverny.",
                "I am a fan of Claude and Google.",
                "Gemma was developed by Google, Llama by Meta.",
                "ChatGPT est un modèle d’OpenAI.",
                "Je suis d’accord : Google indexe le web.",
                "Je suis allé voir le mistral souffler.",
                "I am sure that Mistral is a wind.",
                "The meta level matters. I am a meta thinker.",
                "Made with love, developed by hand.",
                "The film was made by Amazon.",
                "Un llama vit dans les Andes ; je suis son berger.",
                "Vous m’avez demandé si je connais Claude.",
                "A gemini is born in June.",
                "Anthropic was created by former employees.",
                "I amplify Claude’s point."
            })
    void leavesOtherAnswersAsTheyAre(String answer) {
        assertThat(NAMING.isIn(answer)).isFalse();
        assertThat(NAMING.masked(answer)).isEqualTo(answer);
    }

    @Test
    void masksOnlyTheName() {
        assertThat(NAMING.masked("Hi! I'm **ChatGPT**, made for you. OpenAI trained me."))
                .isEqualTo("Hi! I'm **█████**, made for you. █████ trained me.");
    }

    @Test
    void masksEveryNameOfTheSentenceThatNamesTheWriter() {
        assertThat(NAMING.masked("I am Claude, an AI model made by Anthropic. Llama is by Meta."))
                .isEqualTo("I am █████, an AI model made by █████. Llama is by Meta.");
        assertThat(NAMING.masked("Je suis Gemini, un modèle de langage développé par Google DeepMind."))
                .isEqualTo("Je suis █████, un modèle de langage développé par █████ █████.");
        assertThat(NAMING.masked("I am qwen, by name of zephyrine and Maker of zephyrine."))
                .isEqualTo("I am █████, by █████ and █████.");
    }

    @Test
    void readsTheSameHoweverTheTextIsCut() {
        Random random = new Random(5);
        String text = String.join(" ", namingItself().toList()) + " Je suis Claude Monet. I am";
        String whole = NAMING.masked(text);
        for (int round = 0; round < 200; round++) {
            SelfNaming.Reading reading = NAMING.reading();
            StringBuilder out = new StringBuilder();
            for (String piece : cut(text, random)) {
                out.append(reading.accept(piece));
                assertThat(reading.written(out.length()))
                        .isEqualTo(
                                text.substring(0, reading.written(out.length()).length()));
            }
            out.append(reading.end());
            assertThat(out.toString()).isEqualTo(whole);
            assertThat(reading.written(out.length())).isEqualTo(text);
        }
    }

    @Test
    void holdsBackOnlyWhatCouldNameTheWriter() {
        SelfNaming.Reading reading = NAMING.reading();
        assertThat(reading.accept("The sky is blue.")).isEqualTo("The sky is blue.");
        assertThat(reading.accept(" I am a large")).isEqualTo(" ");
        assertThat(reading.accept(" f")).isEmpty();
        assertThat(reading.accept("an")).isEqualTo("I am a large fan");
    }

    @Test
    void leavesAMaskThatIsCutInTwoOut() {
        SelfNaming.Reading reading = NAMING.reading();
        String shown = reading.accept("I am Claude, hello") + reading.end();
        assertThat(shown).isEqualTo("I am █████, hello");
        assertThat(reading.written(7)).isEqualTo("I am ");
        assertThat(reading.written(10)).isEqualTo("I am Claude");
    }

    private static List<String> cut(String text, Random random) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(7));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I am Llama 3.1 8B.|I am █████.",
                "I am Llama 3.1 8B, a model|I am █████, a model",
                "I'm Claude 3.5 Sonnet, made by Anthropic.|I'm █████, made by █████.",
                "I am GPT-4o-mini.|I am █████.",
                "Je suis Mistral Small 3 24B.|Je suis █████.",
                "I am Gemma 3 4B|I am █████",
                "I am Qwen2.5-7B-Instruct!|I am █████!"
            })
    void hidesVersionAndSizeWithTheNameWhateverTheCatalogue(String answer, String masked) {
        assertThat(NAMING.masked(answer)).isEqualTo(masked);
        assertThat(SelfNaming.of(List.of(Cards.card("llama", 8))).masked(answer))
                .isEqualTo(masked);
    }
}
