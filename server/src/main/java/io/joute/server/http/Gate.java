package io.joute.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.joute.arena.dataset.Personal;
import io.joute.arena.moderation.Gatekeeper;
import io.joute.arena.moderation.Verdict;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Where every question of a visitor passes: what the gatekeeper does not let in is refused, and counted. */
public final class Gate {
    private static final int NETWORK_BYTES = 8;
    private static final long MILLIS = 1000;

    private final Optional<Gatekeeper> keeper;
    private final Consumer<String> refusals;

    /** Ask {@code keeper}, where there is one; tell {@code refusals} why something was not let in. */
    public Gate(Optional<Gatekeeper> keeper, Consumer<String> refusals) {
        this.keeper = keeper;
        this.refusals = refusals;
    }

    /**
     * A question to judge.
     *
     * @param opens whether it opens a duel
     * @param anyway whether its visitor was told of personal data, and sends it all the same
     */
    public record Question(String text, boolean opens, boolean anyway) {}

    /** Let it in; a refusal is thrown. */
    public void admit(ServerRequest request, Question question) {
        keeper.ifPresent(asked -> admit(asked, request, question));
    }

    private void admit(Gatekeeper asked, ServerRequest request, Question question) {
        Verdict verdict = asked.judge(new Gatekeeper.Question(
                Visit.of(request).visitor(),
                counted(request.remotePeer().host()),
                question.text(),
                question.opens(),
                question.anyway()));
        switch (verdict) {
            case Verdict.Admitted _ -> {}
            case Verdict.VisitorBlocked _ -> throw refuse("visitor", new Refusal(Fault.BLOCKED, "blocked.visitor"));
            case Verdict.WordBlocked _ -> throw refuse("word", new Refusal(Fault.BLOCKED));
            case Verdict.PersonalFound found ->
                throw refuse(
                        "personal",
                        new Refusal(Fault.PERSONAL)
                                .naming(found.kinds().stream()
                                        .sorted()
                                        .map(Gate::key)
                                        .toList()));
            case Verdict.TooMany many -> {
                long seconds = Math.max(1, (many.left().toMillis() + MILLIS - 1) / MILLIS);
                throw refuse("limit", new Refusal(Fault.LIMIT, "limit", seconds));
            }
        }
    }

    private Refusal refuse(String reason, Refusal refusal) {
        refusals.accept(reason);
        return refusal;
    }

    private static String key(Personal kind) {
        return "personal." + kind.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The address under which requests are counted: of IPv6 the network, as each visitor has all of one; none for this
     * machine's own, which is its operator's, or stands for everybody behind a server in front.
     */
    static Optional<String> counted(String host) {
        try {
            InetAddress address = InetAddress.ofLiteral(host);
            if (address.isLoopbackAddress()) {
                return Optional.empty();
            }
            return Optional.of(
                    address instanceof Inet6Address
                            ? Arrays.toString(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                            : address.getHostAddress());
        } catch (IllegalArgumentException name) {
            return Optional.of(host);
        }
    }
}
