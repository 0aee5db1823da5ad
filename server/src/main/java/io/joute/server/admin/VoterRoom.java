package io.joute.server.admin;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.joute.arena.board.Board;
import io.joute.arena.board.CountedVote;
import io.joute.arena.board.Selection;
import io.joute.arena.catalog.Catalog;
import io.joute.arena.catalog.ModelCard;
import io.joute.arena.ranking.Comparison;
import io.joute.arena.ranking.Habit;
import io.joute.arena.ranking.HabitualVoter;
import io.joute.arena.ranking.HabitualVoters;
import io.joute.server.http.Routes;
import io.joute.server.page.OfficePage;
import io.joute.server.page.OfficePage.Line;
import io.joute.server.page.OfficePage.Section;
import io.joute.server.page.Words;
import java.text.NumberFormat;
import java.util.List;

/** Voters whose votes look like a habit; those of duels that are not revealed are not looked at. */
final class VoterRoom implements HttpService {
    private static final double HONEST_SHARE = 0.05;
    private static final int DIGITS_SHOWN = 12;

    private final Office office;
    private final Door door;
    private final Board board;
    private final Catalog catalog;

    VoterRoom(Office office, Door door, Board board, Catalog catalog) {
        this.office = office;
        this.door = door;
        this.board = board;
        this.catalog = catalog;
    }

    @Override
    public void routing(HttpRules rules) {
        new Routes(rules).read("/admin/voters", door.inside(this::show));
    }

    private void show(ServerRequest request, ServerResponse response) {
        Words words = office.words(request);
        List<Comparison> votes = board.votes(Selection.PUBLIC).stream()
                .map(CountedVote::comparison)
                .toList();
        List<HabitualVoter> found = HabitualVoters.in(votes, HONEST_SHARE);
        Section section =
                Section.saying("voters", words.say("admin.voters.found"), words.count("admin.voters", found.size()));
        office.print(
                request,
                response,
                Office.Room.VOTERS,
                found.isEmpty()
                        ? section
                        : section.with(new OfficePage.Table(
                                List.of(
                                        words.say("admin.voters.voter"),
                                        words.say("admin.voters.votes"),
                                        words.say("admin.voters.habit"),
                                        words.say("admin.voters.evidence"),
                                        words.say("admin.models.do")),
                                found.stream().map(voter -> line(words, voter)).toList())));
    }

    private Line line(Words words, HabitualVoter voter) {
        NumberFormat whole = NumberFormat.getIntegerInstance(words.language().locale());
        String shown =
                voter.voter().substring(0, Math.min(DIGITS_SHOWN, voter.voter().length()));
        return new Line(
                shown,
                List.of(
                        whole.format(voter.votes()),
                        habit(words, voter.habit()),
                        String.format(words.language().locale(), "%.3g", voter.evidence())),
                office.administration().gatekeeper().rules().blocks(voter.voter())
                        ? List.of()
                        : List.of(ModerationRoom.blocking(words, shown)));
    }

    private String habit(Words words, Habit habit) {
        return switch (habit) {
            case Habit.FirstAnswer _ -> words.say("admin.habit.first");
            case Habit.SecondAnswer _ -> words.say("admin.habit.second");
            case Habit.Ties _ -> words.say("admin.habit.ties");
            case Habit.Chance _ -> words.say("admin.habit.chance");
            case Habit.Contrary _ -> words.say("admin.habit.contrary");
            case Habit.Favourite favourite -> words.say("admin.habit.favourite", name(favourite.model()));
            case Habit.Grudge grudge -> words.say("admin.habit.grudge", name(grudge.model()));
        };
    }

    private String name(String model) {
        return catalog.card(model).map(ModelCard::name).orElse(model);
    }
}
