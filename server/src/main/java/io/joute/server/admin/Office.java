package io.joute.server.admin;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.server.http.Reply;
import io.joute.server.page.OfficePage;
import io.joute.server.page.Printer;
import io.joute.server.page.Shell;
import io.joute.server.page.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rooms of the administration share: how they are printed, and how what is done in them is written down. */
final class Office {
    private static final String DONE = "done";

    private final Printer printer;
    private final Administration administration;

    Office(Printer printer, Administration administration) {
        this.printer = printer;
        this.administration = administration;
    }

    /** The pages of the administration, in the order of their links. */
    enum Room {
        OVERVIEW("/admin"),
        MODELS("/admin/models"),
        ENDPOINTS("/admin/endpoints"),
        EXPORTS("/admin/exports"),
        VOTERS("/admin/voters"),
        MODERATION("/admin/moderation"),
        QUESTIONS("/admin/questions"),
        TAGS("/admin/tags"),
        TEXTS("/admin/texts"),
        SETTINGS("/admin/settings"),
        TRAIL("/admin/trail"),
        PASSWORD("/admin/password");

        private final String address;

        Room(String address) {
            this.address = address;
        }

        String address() {
            return address;
        }

        String titleKey() {
            return "admin." + name().toLowerCase(java.util.Locale.ROOT) + ".title";
        }

        String ledeKey() {
            return "admin." + name().toLowerCase(java.util.Locale.ROOT) + ".lede";
        }
    }

    Words words(ServerRequest request) {
        return printer.words(request);
    }

    Administration administration() {
        return administration;
    }

    /** Print a room. */
    void print(ServerRequest request, ServerResponse response, Room room, OfficePage.Section... sections) {
        print(request, response, room, null, sections);
    }

    /** Print a room that refuses a form. */
    void print(
            ServerRequest request,
            ServerResponse response,
            Room room,
            @Nullable String error,
            OfficePage.Section... sections) {
        Words words = words(request);
        boolean done = error == null && request.query().first(DONE).isPresent();
        List<Shell.Link> rooms = java.util.Arrays.stream(Room.values())
                .map(each -> new Shell.Link(each.address(), words.say(each.titleKey()), each == room))
                .toList();
        printer.print(
                request,
                response,
                "office",
                new OfficePage(
                        printer.shell(request, room.titleKey(), ""),
                        words.say(room.ledeKey()),
                        rooms,
                        error,
                        done ? words.say("admin.done") : null,
                        List.of(sections)));
    }

    /** Print the page before the door. */
    void printDoor(ServerRequest request, ServerResponse response, @Nullable String error, OfficePage.Section section) {
        printer.print(
                request,
                response,
                "office",
                new OfficePage(
                        printer.shell(request, "admin.sign-in.title", ""),
                        words(request).say("admin.sign-in.lede"),
                        List.of(),
                        error,
                        null,
                        List.of(section)));
    }

    /** Write down what was done. */
    void record(String action, String subject) {
        administration.trail().append(administration.clock().instant(), action, subject);
    }

    /** Write down what was done, and show the room again. */
    void done(ServerResponse response, Room room, String action, String subject) {
        done(response, room.address(), action, subject);
    }

    /** Write down what was done, and show the page of this address again. */
    void done(ServerResponse response, String address, String action, String subject) {
        record(action, subject);
        Reply.seeOther(response, address + (address.indexOf('?') < 0 ? '?' : '&') + DONE + "=1");
    }

    /** A date and a time, for people. */
    String date(Words words, Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(words.language().locale())
                .withZone(administration.clock().getZone())
                .format(at);
    }

    /** A date and a time to the second in UTC, for people. */
    String utc(Words words, Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
                .withLocale(words.language().locale())
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    /** How long ago, for people. */
    String age(Words words, Instant at) {
        Duration age = Duration.between(at, administration.clock().instant());
        if (age.toMinutes() < 1) {
            return words.say("admin.now");
        }
        if (age.toHours() < 1) {
            return words.count("admin.minutes", age.toMinutes());
        }
        return age.toDays() < 2 ? words.count("admin.hours", age.toHours()) : words.count("admin.days", age.toDays());
    }
}
