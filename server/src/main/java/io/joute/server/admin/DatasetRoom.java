package io.joute.server.admin;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.dataset.Dataset;
import io.joute.arena.dataset.Edition;
import io.joute.arena.dataset.ExportOptions;
import io.joute.arena.dataset.ExportReport;
import io.joute.arena.dataset.Shelf;
import io.joute.arena.dataset.TextFormat;
import io.joute.server.http.Body;
import io.joute.server.http.Fault;
import io.joute.server.http.Form;
import io.joute.server.http.Refusal;
import io.joute.server.http.Routes;
import io.joute.server.page.OfficePage;
import io.joute.server.page.OfficePage.Field;
import io.joute.server.page.OfficePage.Line;
import io.joute.server.page.OfficePage.Section;
import io.joute.server.page.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Datasets to download. */
final class DatasetRoom implements HttpService {
    private static final String FORMAT = "format";
    private static final String COUNT = "count";
    private static final String PUBLISH = "publish";
    private static final String WITHDRAW = "withdraw";
    private static final long KIB = 1024;

    private final Office office;
    private final Door door;
    private final Dataset dataset;
    private final Shelf shelf;

    DatasetRoom(Office office, Door door) {
        this.office = office;
        this.door = door;
        this.dataset = office.administration().dataset();
        this.shelf = office.administration().shelf();
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).readAndPost("/admin/exports", door.inside(this::show), door.inside(this::post));
    }

    private void show(ServerRequest request, ServerResponse response) {
        print(request, response, Optional.empty());
    }

    private void post(ServerRequest request, ServerResponse response) throws IOException {
        Form form = Body.of(request).form();
        Optional<String> withdrawn = form.first(WITHDRAW);
        if (withdrawn.isPresent()) {
            withdraw(response, withdrawn.get());
        } else if (form.required(FORMAT).equals(COUNT)) {
            print(request, response, Optional.of(dataset.count(ExportOptions.DEFAULT)));
        } else if (form.first(PUBLISH).isPresent()) {
            publish(request, response, format(form.required(FORMAT)));
        } else {
            download(response, format(form.required(FORMAT)));
        }
    }

    private static TextFormat format(String wanted) {
        return Arrays.stream(TextFormat.values())
                .filter(each -> each.extension().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Refusal(Fault.INVALID));
    }

    private void publish(ServerRequest request, ServerResponse response, TextFormat format) throws IOException {
        ExportOptions options = options(format);
        if (dataset.count(options).duels() == 0) {
            print(request, response, Optional.empty(), office.words(request).say("admin.exports.nothing"));
            return;
        }
        LocalDate today = LocalDate.now(office.administration().clock());
        Edition edition = shelf.publish(dataset, options, today);
        office.done(response, Office.Room.EXPORTS, "dataset.publish", edition.id() + ", " + edition.duels());
    }

    private void withdraw(ServerResponse response, String id) throws IOException {
        if (!shelf.withdraw(id)) {
            throw new Refusal(Fault.UNKNOWN);
        }
        office.done(response, Office.Room.EXPORTS, "dataset.withdraw", id);
    }

    private static ExportOptions options(TextFormat format) {
        return ExportOptions.DEFAULT.with(ExportOptions.DEFAULT.shapes(), List.of(format));
    }

    private void print(ServerRequest request, ServerResponse response, Optional<ExportReport> report) {
        print(request, response, report, null);
    }

    private void print(
            ServerRequest request, ServerResponse response, Optional<ExportReport> report, @Nullable String error) {
        Words words = office.words(request);
        List<OfficePage.Option> formats = Arrays.stream(TextFormat.values())
                .map(format -> new OfficePage.Option(
                        format.extension(),
                        words.say("admin.exports." + format.extension()),
                        format == TextFormat.JSONL))
                .toList();
        List<Section> sections = new ArrayList<>();
        report.map(counted -> counted(words, counted)).ifPresent(sections::add);
        sections.add(Section.saying("download", words.say("admin.exports.download"), words.say("admin.exports.note"))
                .with(
                        OfficePage.Form.of(
                                "/admin/exports",
                                words.say("admin.exports.go"),
                                Field.choice(FORMAT, words.say("admin.exports.format"), formats)),
                        OfficePage.Form.of(
                                "/admin/exports", words.say("admin.exports.count"), Field.hidden(FORMAT, COUNT))));
        sections.add(published(words, formats));
        office.print(request, response, Office.Room.EXPORTS, error, sections.toArray(Section[]::new));
    }

    /** What everybody may download, and how to add to it or take from it. */
    private Section published(Words words, List<OfficePage.Option> formats) {
        List<Line> lines =
                shelf.editions().stream().map(edition -> line(words, edition)).toList();
        Section section = Section.saying(
                        "published", words.say("admin.exports.published"), words.say("admin.exports.public"))
                .with(OfficePage.Form.of(
                                "/admin/exports",
                                words.say("admin.exports.publish"),
                                Field.hidden(PUBLISH, "1"),
                                Field.choice(FORMAT, words.say("admin.exports.format"), formats)
                                        .known("publish-format"))
                        .sure(words.say("admin.exports.publish.sure")));
        return lines.isEmpty()
                ? section
                : section.with(new OfficePage.Table(
                        List.of(
                                words.say("admin.exports.edition"),
                                words.say("admin.exports.format"),
                                words.say("admin.exports.which"),
                                words.say("admin.exports.size"),
                                words.say("admin.exports.withdraw")),
                        lines));
    }

    private static Line line(Words words, Edition edition) {
        return new Line(
                edition.id(),
                List.of(
                        words.say("admin.exports." + edition.format()),
                        Long.toString(edition.duels()),
                        words.say("admin.exports.kib", Long.toString((edition.bytes() + KIB - 1) / KIB))),
                List.of(OfficePage.Form.of(
                                "/admin/exports",
                                words.say("admin.exports.withdraw"),
                                Field.hidden(WITHDRAW, edition.id()).known("withdraw-" + edition.id()))
                        .sure(words.say("admin.exports.withdraw.sure"))));
    }

    private static Section counted(Words words, ExportReport report) {
        Section section = Section.saying(
                "counted",
                words.say("admin.exports.counted"),
                report.heldBack().isEmpty()
                        ? ""
                        : words.say(
                                "admin.exports.held",
                                String.join(", ", report.heldBack().keySet())));
        return section.with(new OfficePage.Table(
                List.of(words.say("admin.exports.which"), words.say("admin.exports.duels")),
                List.of(
                        Line.of(words.say("admin.exports.out"), Long.toString(report.duels())),
                        Line.of(words.say("admin.exports.without"), Long.toString(report.withoutConsent())),
                        Line.of(words.say("admin.exports.open"), Long.toString(report.open())),
                        Line.of(words.say("admin.exports.erased"), Long.toString(report.erased())),
                        Line.of(
                                words.say("admin.exports.heldback"),
                                Integer.toString(report.heldBack().size())))));
    }

    /** Written whole before the first byte goes out: a failure half-way is told, and not a file that is cut. */
    private void download(ServerResponse response, TextFormat format) throws IOException {
        Path file = Files.createTempFile("joute-export", ".zip");
        try {
            ExportReport report;
            try (OutputStream out = Files.newOutputStream(file)) {
                report = dataset.export(out, options(format));
            }
            office.record("dataset.export", format.extension() + ", " + report.duels());
            LocalDate today = LocalDate.now(office.administration().clock());
            response.header(HeaderNames.CONTENT_TYPE, "application/zip");
            response.header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"joute-" + today + ".zip\"");
            send(response, file);
        } finally {
            Files.delete(file);
        }
    }

    private static void send(ServerResponse response, Path file) {
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = response.outputStream()) {
            in.transferTo(out);
        } catch (IOException gone) {
            throw new UncheckedIOException("the export did not go out whole", gone);
        }
    }
}
