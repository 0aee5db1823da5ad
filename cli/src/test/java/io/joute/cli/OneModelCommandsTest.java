package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands that run one model: {@code chat}, {@code tokenize}, {@code logits}. */
final class OneModelCommandsTest {
    private static final String MODEL = "joute-demo-240k";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void chatsLineByLineInAPipe() {
        Run run = with("Quelle est la capitale du Japon ?\nEt de la France ?\n", "chat", MODEL, "--temperature", "0");

        assertThat(run.code()).isZero();
        assertThat(run.out().strip().lines()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(run.err()).contains("tokens/s", "Wh, from ");
    }

    @Test
    void answersTheSameWithTheSameSeed() {
        String[] command = {"chat", MODEL, "--temperature", "1.5", "--seed", "7", "--max-tokens", "12"};

        assertThat(with("Bonjour\n", command).out())
                .isEqualTo(with("Bonjour\n", command).out());
    }

    @Test
    void answersTheSameWhenItGuesses() {
        String[] plain = {"chat", MODEL, "--temperature", "0.7", "--seed", "7", "--max-tokens", "80"};
        String[] guessing = Arrays.copyOf(plain, plain.length + 2);
        guessing[plain.length] = "--draft";
        guessing[plain.length + 1] = "lookup";

        Run run = with("un deux trois un deux trois\n", guessing);

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .isEqualTo(with("un deux trois un deux trois\n", plain).out());
    }

    @Test
    void answersTheSameWhenASmallModelGuesses() {
        String[] plain = {"chat", MODEL, "--temperature", "0.7", "--seed", "7", "--max-tokens", "80"};
        String[] guessing = Arrays.copyOf(plain, plain.length + 2);
        guessing[plain.length] = "--draft";
        guessing[plain.length + 1] = "joute-demo-240k";
        String questions = "Combien font 3 + 4 ?\nQuelle est la capitale du Japon ?\n";

        Run run = with(questions, guessing);

        assertThat(run.err()).doesNotContain("error");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(with(questions, plain).out());
    }

    @Test
    void saysWhichModelThatGuessesIsNotThere() {
        Run run = with("Bonjour\n", "chat", MODEL, "--draft", "no-such-model");

        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("no-such-model");
    }

    @Test
    void startsAfreshWhenTold() {
        String alone = with("Bonjour\n", "chat", MODEL, "--temperature", "0").out();

        String after = with("Combien font 3 + 4 ?\n/new\nBonjour\n", "chat", MODEL, "--temperature", "0")
                .out();

        assertThat(after).endsWith(alone);
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        Run run = with("", "chat", MODEL, "--top-p", "2");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("joute chat: topP is 2.0, expected above 0, at most 1\n");
    }

    @Test
    void inspectsWithoutRunning() {
        Run run = with("", "inspect", MODEL, "--tensors");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("family      llama", "parameters  238 thousand, size XS", "llama.block_count = 4")
                .contains("tokenizer.ggml.tokens = 1024 values", "blk.3.ffn_down.weight")
                .contains("memory for a conversation of")
                .doesNotContain("It would not run");
    }

    @Test
    void inspectsAsJson() {
        JsonNode found = JSON.readTree(with("", "inspect", MODEL, "--json").out());

        assertThat(found.get("parameters").asLong()).isEqualTo(238_144);
        assertThat(found.get("tensors").size()).isEqualTo(4 * 9 + 2);
        assertThat(found.get("memory").get(0).get("f16").asLong())
                .isGreaterThan(found.get("weightBytes").asLong());
        assertThat(found.get("problems").isEmpty()).isTrue();
    }

    @Test
    void showsThePiecesOfAText() {
        assertThat(with("", "inspect", MODEL, "--tokens", "Bonjour à tous").out())
                .startsWith("[Bonjour][")
                .contains(" tokens: ");
    }

    @Test
    void showsTokensWhosePiecesMakeTheText() {
        JsonNode tokens =
                JSON.readTree(with("", "tokenize", MODEL, "Bonjour", "--json").out());

        List<String> pieces = new ArrayList<>();
        tokens.get("pieces").forEach(piece -> pieces.add(piece.asString()));
        assertThat(String.join("", pieces)).isEqualTo("Bonjour");
        assertThat(tokens.get("count").asInt()).isEqualTo(tokens.get("ids").size());
    }

    @Test
    void readsTheTextToTokenizeFromAFileOrThePipe() throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), "Bonjour");

        String fromFile = with("", "tokenize", MODEL, "--file", text.toString()).out();

        assertThat(fromFile)
                .isEqualTo(with("Bonjour", "tokenize", MODEL).out())
                .isEqualTo(with("", "tokenize", MODEL, "Bonjour").out());
    }

    @Test
    void writesLogitsOfEveryPosition() throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens.txt"), "[5, 6, 7]\n8");
        Path out = folder.resolve("logits.f32");

        Run run = with("", "logits", MODEL, "--tokens", tokens.toString(), "--out", out.toString(), "--json");

        JsonNode result = JSON.readTree(run.out());
        int vocabulary = result.get("vocabulary").asInt();
        FloatBuffer logits = ByteBuffer.wrap(Files.readAllBytes(out))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        assertThat(result.get("positions").asInt()).isEqualTo(4);
        assertThat(logits.capacity()).isEqualTo(4 * vocabulary);
        assertThat(logits.get(0)).isNotEqualTo(logits.get(vocabulary));
    }

    @Test
    void namesWhatIsNoTokenId() throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens.txt"), "5 six 7");

        Run run = with("", "logits", MODEL, "--tokens", tokens.toString(), "--out", "nowhere");

        assertThat(run.err()).isEqualTo("joute logits: " + tokens + ": 'six' is no token id\n");
    }

    @Test
    void saysWhatToDoAboutAnUnknownModel() {
        Run run = with("", "chat", "gpt-2");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("joute chat: no file and no installed model is named 'gpt-2'\n")
                .contains("joute models lists those installed");
    }

    private Run with(String input, String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = folder.resolve("data").toString();
        return Run.with(input, Map.of(), all);
    }
}
