package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.cli.hub.Hub;
import io.joute.cli.hub.HubAddress;
import io.joute.cli.hub.HubChoice;
import io.joute.cli.hub.HubDigest;
import io.joute.cli.hub.HubDownload;
import io.joute.cli.hub.HubException;
import io.joute.cli.hub.HubFile;
import io.joute.cli.hub.HubModel;
import io.joute.cli.hub.Proxies;
import io.joute.distill.demo.DemoModels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching models, from a hub that misbehaves in all the ways hubs and networks do. */
final class ModelsPullTest {
    private static final byte[] SOME = new byte[300_000];
    private static final String TOKEN = "hf_canary0123456789";

    static {
        new Random(7).nextBytes(SOME);
    }

    @TempDir
    Path folder;

    private final HubStub hub = new HubStub();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void fetchesAModelShowsWhatItIsAndLetsItPlay() throws IOException {
        Path demo = DemoModels.install(folder.resolve("demo")).getFirst().file();
        hub.with("small-Q8_0.gguf", Files.readAllBytes(demo)).with("README.md", new byte[3]);
        Run run = pull(Map.of(), "hf:owner/repo");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("owner/repo: small-Q8_0.gguf, ", "licence: llama3.2, to be accepted", "plays from now on");
        assertThat(Files.readAllBytes(target("small-Q8_0.gguf"))).isEqualTo(Files.readAllBytes(demo));
        assertThat(Run.of("models", "list", "--data", data()).out())
                .contains("small-q8-0", "2024-09-25")
                .isEqualTo(Run.of("models", "--data", data()).out());
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void goesOnWhereACutConnectionEnded() throws Exception {
        hub.with("a.gguf", SOME).cutting(100_000, 2);
        Path fetched = fetch("a.gguf");

        assertThat(Files.readAllBytes(fetched)).isEqualTo(SOME);
        assertThat(hub.asked().stream().filter(line -> line.startsWith("store")))
                .containsExactly(
                        "store /blob/a.gguf null null",
                        "store /blob/a.gguf bytes=100000- null",
                        "store /blob/a.gguf bytes=200000- null");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void goesOnWhereAnEarlierRunEnded() throws Exception {
        hub.with("a.gguf", SOME).cutting(1000, 4);
        HubFile file = describe("a.gguf");
        Path part = part(file);
        Files.createDirectories(models());
        Files.write(part, Arrays.copyOf(SOME, 299_000));
        assertThat(HubDownload.missingBytes(file, models())).isEqualTo(1000);
        fetch("a.gguf");
        assertThat(hub.asked().getLast()).contains("bytes=299000-");
    }

    @Test
    void startsAgainWhereTheHubCannotGoOn() throws Exception {
        hub.with("a.gguf", SOME).cutting(100_000, 1).withoutRanges();
        assertThat(Files.readAllBytes(fetch("a.gguf"))).isEqualTo(SOME);
    }

    /** The store has another file there after the cut, and says so, or keeps it to itself. */
    @ParameterizedTest
    @EnumSource(HubStub.Tags.class)
    void startsAgainWhereTheFileChangedMeanwhile(HubStub.Tags tags) throws Exception {
        byte[] other = SOME.clone();
        new Random(8).nextBytes(other);
        hub.with("a.gguf", SOME).cutting(100_000, 1).changing("a.gguf", other).tagging(tags);

        assertThat(Files.readAllBytes(fetch("a.gguf"))).isEqualTo(SOME);
        assertThat(leftovers()).isEmpty();
        List<String> store =
                hub.asked().stream().filter(line -> line.startsWith("store")).toList();
        assertThat(store).hasSize(3);
        assertThat(store.get(1)).contains("bytes=100000-");
        assertThat(store.getLast()).as("begun again").contains(" null ");
    }

    @Test
    void neverMixesWhatIsHereWithAnotherVersion() throws Exception {
        hub.with("a.gguf", SOME);
        HubFile file = describe("a.gguf");
        Files.createDirectories(models());
        Files.write(part(file), new byte[100_000]);
        Path older = Files.write(target(".a.gguf.0123456789ab.part"), new byte[1000]);
        Path of = Files.write(target(".b.gguf.0123456789ab.part"), new byte[1000]);

        assertThat(Files.readAllBytes(fetch("a.gguf")))
                .as("what began wrong is fetched anew")
                .isEqualTo(SOME);
        assertThat(older).as("the beginning of another version").doesNotExist();
        assertThat(of).as("the beginning of another file").exists();
    }

    @Test
    void givesUpAfterFiveTriesWithoutAByteAndKeepsWhatItHas() {
        hub.with("a.gguf", SOME).cutting(0, 99);
        assertThatThrownBy(() -> fetch("a.gguf"))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("5 times")
                .hasMessageContaining("goes on from there");
        assertThat(pauses)
                .containsExactly(Stream.of(1, 2, 4, 8).map(Duration::ofSeconds).toArray(Duration[]::new));
    }

    @Test
    void throwsAwayWhatDoesNotAddUp() {
        hub.with("a.gguf", SOME).wrongSumOf("a.gguf");
        Run run = pull(Map.of(), "hf:owner/repo", "--only-fetch");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("a.gguf", "do not add up", "f".repeat(64))
                .hasLineCount(1);
        assertThat(target("a.gguf")).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | HF_TOKEN",
                "403 | accept its licence at",
                "404 | no such thing",
                "400 | answers 400",
            })
    void saysInOneLineWhyTheHubRefuses(int status, String why) {
        hub.with("a.gguf", SOME).refusing(status);
        Run run = pull(Map.of("HF_TOKEN", TOKEN), "hf:owner/repo");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("owner/repo", why).hasLineCount(1);
    }

    @Test
    void waitsWhenItAsksTooOften() {
        hub.with("a.gguf", SOME).refusing(429, 503, 429);
        assertThat(pull(Map.of(), "hf:owner/repo", "--only-fetch").code()).isZero();
        hub.refusing(429, 429, 429, 429);
        assertThat(pull(Map.of(), "hf:owner/repo").err()).contains("too often");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "non\n", ""})
    void fetchesNothingOnATerminalUnlessSomeoneAgrees(String answer) {
        hub.with("a.gguf", SOME);
        assertThat(atTerminal(answer))
                .contains("a.gguf, 293.0 KiB", "licence: llama3.2", "Fetch it?", "nothing was fetched");
        assertThat(hub.asked()).hasSize(1);
        assertThat(atTerminal("\n")).contains("fetched: " + target("a.gguf"));
    }

    private String atTerminal(String answer) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var surroundings = new Surroundings(
                Map.of("HF_ENDPOINT", hub.address()),
                Map.of("user.home", "/nowhere", "os.name", "Linux"),
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                stream,
                stream,
                true,
                false);
        int code =
                new CommandTree(surroundings).run("models", "pull", "hf:owner/repo", "--only-fetch", "--data", data());
        assertThat(code).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void sendsTheTokenToTheHubAloneAndNeverPrintsIt() throws IOException {
        hub.with("a.gguf", SOME);
        Path file = Files.writeString(folder.resolve("token.txt"), TOKEN + "\n");
        Run run = pull(Map.of(), "hf:owner/repo", "--only-fetch", "--token-file", file.toString(), "--verbose");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(hub.asked())
                .hasSize(3)
                .allSatisfy(
                        line -> assertThat(line.endsWith(" Bearer " + TOKEN)).isEqualTo(line.startsWith("hub")));
        assertThat(run.out() + run.err()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/x", "http://", "::"})
    void isNotLedOutOfTheWeb(String location) {
        hub.with("a.gguf", SOME).redirecting(location);
        assertThat(pull(Map.of(), "hf:owner/repo").err())
                .contains("redirects to no https address")
                .hasLineCount(1);
    }

    @Test
    void doesNotFollowForEver() {
        hub.with("a.gguf", SOME).redirecting("/owner/repo/resolve/" + HubStub.COMMIT + "/a.gguf");
        assertThat(pull(Map.of(), "hf:owner/repo").err()).contains("more than 5 times");
    }

    @Test
    void keepsTheTokenFromAnAddressThatAnyoneOnTheWayCanRead() {
        Run run = pull(Map.of("HF_TOKEN", TOKEN, "HF_ENDPOINT", "http://mirror.example"), "hf:owner/repo");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("https").doesNotContain(TOKEN);
    }

    @Test
    void refusesOfflineInOneLine() {
        Run told = pull(Map.of("HF_HUB_OFFLINE", "1"), "hf:owner/repo");
        assertThat(told.err()).contains("HF_HUB_OFFLINE").hasLineCount(1);
        assertThat(hub.asked()).isEmpty();
        hub.close();
        Run cut = pull(Map.of(), "hf:owner/repo");
        assertThat(cut.code()).isEqualTo(1);
        assertThat(cut.err()).contains("offline").hasLineCount(1);
    }

    @Test
    void asksWhichOfSeveralFiles() {
        hub.with("m-Q4_0.gguf", SOME).with("m-Q8_0.gguf", SOME);
        Run run = pull(Map.of(), "hf:owner/repo");
        assertThat(run.err()).contains("2 GGUF files: choose one", "hf:owner/repo:m-Q4_0.gguf   293.0 KiB", "m-Q8_0");
        assertThat(pull(Map.of(), "hf:owner/repo:q8_0", "--only-fetch").out()).contains("m-Q8_0.gguf");
        assertThat(pull(Map.of(), "hf:owner/repo:Q5").err()).contains("no GGUF file", "fits 'Q5'", "m-Q4_0.gguf");
    }

    @Test
    void takesAllPartsOfASplitFile() throws Exception {
        hub.with("x-00001-of-00002.gguf", SOME).with("x-00002-of-00002.gguf", SOME);
        assertThat(pull(Map.of(), "hf:owner/repo", "--only-fetch").out())
                .contains("2 files", "fetched: " + target("x-00001-of-00002.gguf"));
        hub.with("y-00002-of-00003.gguf", SOME);
        assertThat(pull(Map.of(), "hf:owner/repo:y", "--only-fetch").err()).contains("1 of its 3 parts");
    }

    @Test
    void takesTheFilesOfAFolderOnceEach() throws Exception {
        List<String> all = List.of(
                "consolidated.safetensors",
                "config.json",
                "model-00001-of-00001.safetensors",
                "original/model.safetensors",
                "pytorch_model.bin",
                "tokenizer.json");
        assertThat(HubChoice.of(model(all), Optional.empty()))
                .extracting(HubFile::path)
                .containsExactly("config.json", "tokenizer.json", "model-00001-of-00001.safetensors");
        assertThatThrownBy(() -> HubChoice.of(model(all.subList(2, 6)), Optional.empty()))
                .hasMessageContaining("no GGUF file and no folder");
    }

    @Test
    void prefersWhatEndsAsAskedAndLeavesEyesOut() throws Exception {
        HubModel model = model(List.of("m-Q8_0-longer.gguf", "m-Q8_0.gguf", "mmproj-m-Q8_0.gguf", "n-IQ4_XS.gguf"));
        assertThat(HubChoice.of(model, Optional.of("q8_0")))
                .extracting(HubFile::path)
                .containsExactly("m-Q8_0.gguf");
        HubModel withEyes = model(List.of("m-Q4_0.gguf", "mmproj-m-F16.gguf"));
        assertThat(HubChoice.of(withEyes, Optional.empty()))
                .extracting(HubFile::path)
                .containsExactly("m-Q4_0.gguf");
    }

    private static HubModel model(List<String> paths) {
        var digest = new HubDigest(HubDigest.Algorithm.SHA_256, "a".repeat(64));
        return new HubModel(
                HubAddress.of("hf:owner/repo"),
                HubStub.COMMIT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                paths.stream().map(path -> new HubFile(path, 1, digest)).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner/repo", "hf:owner", "hf:owner/../x", "hf:/x", "hf:a/b:../c", "hf:a b/c", "hf:a/b/c"})
    void refusesWhatIsNoAddress(String address) {
        assertThat(pull(Map.of(), address).code()).isEqualTo(2);
        assertThat(hub.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../x.gguf", "/x.gguf", "a//x.gguf", "a/../x.gguf", ".hidden.gguf", "a\\x.gguf", "C:x.gguf"})
    void aFileWhoseNameLeadsOutOfItsFolderIsNotThere(String path) {
        assertThatThrownBy(() -> model(List.of(path))).isInstanceOf(IllegalArgumentException.class);
        hub.with(path.replace("\\", "\\\\"), SOME);
        assertThat(pull(Map.of(), "hf:owner/repo").err()).contains("no GGUF file");
    }

    @Test
    void saysBeforeItFetchesThatTheDiskIsTooSmall() {
        hub.with("a.gguf", SOME).claiming(1L << 60);
        Run run = pull(Map.of(), "hf:owner/repo");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("needs 1048576.0 TiB more", "make room");
        assertThat(hub.asked()).hasSize(1);
    }

    @Test
    void leavesAConnectionThatBringsNothingMore() throws Exception {
        hub.with("a.gguf", SOME).cutting(100_000, 1).stalling();
        assertThat(Files.readAllBytes(fetch("a.gguf", Duration.ofSeconds(1)))).isEqualTo(SOME);
    }

    @Test
    void twoDoNotWriteTheSameFile() throws Exception {
        hub.with("a.gguf", SOME);
        Path part = part(describe("a.gguf"));
        Files.createDirectories(models());
        try (FileChannel other = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThatThrownBy(() -> fetch("a.gguf"))
                    .isInstanceOf(HubException.class)
                    .hasMessageContaining("fetches it already");
        }
    }

    @Test
    void asksThroughTheProxyOfTheEnvironment() throws Exception {
        hub.with("a.gguf", SOME);
        try (ProxyStub proxy = new ProxyStub(hub)) {
            Run run = pull(
                    Map.of("HTTP_PROXY", proxy.address(), "HF_ENDPOINT", "http://hub.example"),
                    "hf:owner/repo",
                    "--only-fetch");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(Files.readAllBytes(target("a.gguf"))).isEqualTo(SOME);
            assertThat(proxy.asked())
                    .containsExactly(
                            "GET http://hub.example/api/models/owner/repo/revision/main?blobs=true",
                            "GET http://hub.example/owner/repo/resolve/" + HubStub.COMMIT + "/a.gguf");
            assertThat(hub.asked()).as("this machine is asked directly").hasSize(3);
        }
    }

    @Test
    void asksTheProxyForAConnectionToAnHttpsHub() throws Exception {
        try (ProxyStub proxy = new ProxyStub(hub)) {
            Map<String, String> through =
                    Map.of("https_proxy", proxy.address(), "HF_ENDPOINT", "https://hub.example", "HF_TOKEN", TOKEN);
            assertThat(pull(through, "hf:owner/repo").code()).isEqualTo(1);
            assertThat(proxy.asked()).as("and no token in the clear").containsExactly("CONNECT hub.example:443");
        }
    }

    @Test
    void saysWhichProxyIsNotThere() throws Exception {
        ProxyStub proxy = new ProxyStub(hub);
        proxy.close();
        Map<String, String> variables = Map.of("HTTP_PROXY", proxy.address(), "HF_ENDPOINT", "http://hub.example");
        assertThat(pull(variables, "hf:owner/repo").err())
                .contains("the proxy 127.0.0.1:", "NO_PROXY")
                .hasLineCount(1);
    }

    private Run pull(Map<String, String> variables, String... arguments) {
        Map<String, String> environment = new HashMap<>(Map.of("HF_ENDPOINT", hub.address()));
        environment.putAll(variables);
        return Run.with(
                "",
                environment,
                Stream.of(Stream.of("models", "pull"), Stream.of(arguments), Stream.of("--data", data()))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }

    private HubFile describe(String path) throws IOException, InterruptedException {
        try (Hub client = new Hub(hub.address(), Optional.empty(), Proxies.of(Map.of()), pauses::add)) {
            return client.model(HubAddress.of("hf:owner/repo"), "main").files().stream()
                    .filter(file -> file.path().equals(path))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path part(HubFile file) {
        return target("." + file.path() + "." + file.digest().hex().substring(0, 12) + ".part");
    }

    private Path fetch(String path) throws IOException, InterruptedException {
        return fetch(path, Duration.ofSeconds(30));
    }

    private Path fetch(String path, Duration patience) throws IOException, InterruptedException {
        try (Hub client = new Hub(hub.address(), Optional.empty(), Proxies.of(Map.of()), pauses::add)) {
            HubModel model = client.model(HubAddress.of("hf:owner/repo"), "main");
            return new HubDownload(client, pauses::add, patience)
                    .fetch(model, describe(path), models(), hub.arrivals());
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Path target(String path) {
        return models().resolve(path);
    }

    private Path models() {
        return folder.resolve("data").resolve("models").resolve("owner--repo");
    }

    private List<Path> leftovers() {
        try (Stream<Path> files = Files.walk(folder.resolve("data").resolve("models"))) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
