package io.joute.server.admin;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.dataset.Dataset;
import io.joute.arena.dataset.ExportOptions;
import io.joute.arena.dataset.ExportReport;
import io.joute.arena.dataset.TextFormat;
import io.joute.server.http.Body;
import io.joute.server.http.Fault;
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

/** Datasets to download. */
final class DatasetRoom implements HttpService {
    private static final String FORMAT = "format";
    private static final String COUNT = "count";

    private final Office office;
    private final Door door;
    private final Dataset dataset;

    DatasetRoom(Office office, Door door) {
        this.office = office;
        this.door = door;
        this.dataset = office.administration().dataset();
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).readAndPost("/admin/exports", door.inside(this::show), door.inside(this::post));
    }

    private void show(ServerRequest request, ServerResponse response) {
        print(request, response, Optional.empty());
    }

    private void post(ServerRequest request, ServerResponse response) throws IOException {
        String wanted = Body.of(request).form().required(FORMAT);
        if (wanted.equals(COUNT)) {
            print(request, response, Optional.of(dataset.count(ExportOptions.DEFAULT)));
        } else {
            TextFormat format = Arrays.stream(TextFormat.values())
                    .filter(each -> each.extension().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(Fault.INVALID));
            download(response, format);
        }
    }

    private void print(ServerRequest request, ServerResponse response, Optional<ExportReport> report) {
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
        office.print(request, response, Office.Room.EXPORTS, sections.toArray(Section[]::new));
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
                report = dataset.export(
                        out, ExportOptions.DEFAULT.with(ExportOptions.DEFAULT.shapes(), List.of(format)));
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
