package io.joute.server;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.joute.server.admin.AdminPages;
import io.joute.server.admin.Administration;
import io.joute.server.api.BoardApi;
import io.joute.server.api.CatalogApi;
import io.joute.server.api.DatasetApi;
import io.joute.server.api.DuelApi;
import io.joute.server.api.EventApi;
import io.joute.server.api.Json;
import io.joute.server.api.OpenApi;
import io.joute.server.api.TagApi;
import io.joute.server.api.v1.V1Api;
import io.joute.server.http.AllowedHosts;
import io.joute.server.http.Body;
import io.joute.server.http.Closing;
import io.joute.server.http.Deadlines;
import io.joute.server.http.Fault;
import io.joute.server.http.Framing;
import io.joute.server.http.Gate;
import io.joute.server.http.HeaderDeadline;
import io.joute.server.http.Refusal;
import io.joute.server.http.Reply;
import io.joute.server.http.RequestCount;
import io.joute.server.http.Routes;
import io.joute.server.http.SecurityHeaders;
import io.joute.server.http.ServerSettings;
import io.joute.server.http.StateChanges;
import io.joute.server.http.StaticAssets;
import io.joute.server.http.Visits;
import io.joute.server.page.BoardPages;
import io.joute.server.page.DuelPages;
import io.joute.server.page.HistoryPages;
import io.joute.server.page.HomePages;
import io.joute.server.page.HoodPages;
import io.joute.server.page.LearnPages;
import io.joute.server.page.Markdown;
import io.joute.server.page.ModelPages;
import io.joute.server.page.Printer;
import io.joute.server.page.ReplayPages;
import io.joute.server.page.SharePages;
import io.joute.server.page.TermsPages;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The running web server of an arena: pages, API and event streams, one virtual thread a request.
 *
 * <p>The library's defaults that would harm are changed here: it listens on this machine only, bounds bodies,
 * connections and idle time, refuses ambiguous framing and foreign host names, and tells no exception's message.
 */
public final class JouteServer implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 2048;
    private static final int SEND_BUFFER_BYTES = 32 * 1024;
    private static final int IDLE_CHECKS = 5;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final WebServer server;
    private final Deadlines deadlines;
    private final ServerSettings settings;
    private final Gate gate;
    private final List<HttpService> services = new ArrayList<>();
    private volatile boolean ready = true;

    private JouteServer(
            ServerSettings settings,
            ServedArena arena,
            Optional<ServedPrograms> programs,
            Optional<Administration> administration) {
        this.settings = settings;
        this.deadlines = new Deadlines();
        this.gate = new Gate(
                administration.map(Administration::gatekeeper),
                reason -> programs.ifPresent(served -> served.metrics().refused(reason)));
        Json json = new Json();
        StaticAssets assets = new StaticAssets();
        Printer printer = new Printer(assets, arena.remote());
        this.services.addAll(services(arena, printer, json, assets));
        administration.ifPresent(
                office -> services.add(new AdminPages(printer, office, arena.duels(), arena.board(), arena.catalog())));
        programs.ifPresent(served -> {
            services.add(new V1Api(served.models(), served.metrics(), json, deadlines, Clock.systemUTC()));
            services.add(new OpenApi());
        });
        this.server = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .maxPayloadSize(Body.MOST_READ)
                .maxTcpConnections(MOST_CONNECTIONS)
                .idleConnectionTimeout(settings.patience())
                .idleConnectionPeriod(settings.patience().dividedBy(IDLE_CHECKS))
                .connectionOptions((SocketOptions.Builder options) -> options.socketSendBufferSize(SEND_BUFFER_BYTES))
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .validateResponseHeaders(true)
                        .addReceiveListener(new HeaderDeadline(deadlines, settings.patience()))
                        .build())
                .directHandlers(new EarlyErrors(printer, json).handlers())
                .routing(routing -> {
                    programs.ifPresent(served -> routing.addFilter(new RequestCount(served.metrics())));
                    filter(routing, printer, json);
                    routes(routing);
                    routing.any((ServerRequest request, ServerResponse response) -> {
                        throw new Refusal(Fault.UNKNOWN);
                    });
                })
                .build();
    }

    /**
     * Start to listen; the returned server answers already.
     *
     * @throws IllegalStateException when the address cannot be listened on
     */
    public static JouteServer start(ServerSettings settings, ServedArena arena) {
        return start(settings, arena, Optional.empty(), Optional.empty());
    }

    /**
     * The same, serving {@code programs} too.
     *
     * @throws IllegalStateException when the address cannot be listened on
     */
    public static JouteServer start(ServerSettings settings, ServedArena arena, ServedPrograms programs) {
        return start(settings, arena, Optional.of(programs), Optional.empty());
    }

    /**
     * The same, administered at {@code /admin}.
     *
     * @throws IllegalStateException when the address cannot be listened on
     */
    public static JouteServer start(
            ServerSettings settings, ServedArena arena, ServedPrograms programs, Administration administration) {
        return start(settings, arena, Optional.of(programs), Optional.of(administration));
    }

    private static JouteServer start(
            ServerSettings settings,
            ServedArena arena,
            Optional<ServedPrograms> programs,
            Optional<Administration> administration) {
        JouteServer started = new JouteServer(settings, arena, programs, administration);
        boolean listening = false;
        try {
            started.server.start();
            // The library only logs that an address is taken.
            listening = started.server.isRunning() && started.port() > 0;
        } finally {
            if (!listening) {
                started.close();
            }
        }
        if (!listening) {
            throw new IllegalStateException("cannot listen on port " + settings.port() + " of " + settings.host()
                    + ": another program has it, or the address is not this machine's");
        }
        return started;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** The address to open in a browser on this machine. */
    public String address() {
        boolean local = settings.host().equals("127.0.0.1") || isWildcard(settings.host());
        return "http://" + (local ? "127.0.0.1" : settings.host()) + ":" + port() + "/";
    }

    /** Say that nothing new should be sent here, and end: requests in flight get 2 s, streams end. */
    @Override
    public void close() {
        ready = false;
        server.stop();
        deadlines.close();
    }

    /** Add every address that it answers to {@code rules}. */
    void routes(HttpRules rules) {
        services.forEach(rules::register);
    }

    private void filter(HttpRouting.Builder routing, Printer printer, Json json) {
        AllowedHosts hosts = new AllowedHosts(hostNames(settings), this::port);
        Errors errors = new Errors(printer, json);
        routing.addFilter(new Closing(errors))
                .addFilter(new SecurityHeaders())
                .addFilter(new Framing())
                .addFilter(hosts)
                .addFilter(new Visits(new SecureRandom()))
                .addFilter(new StateChanges(hosts, deadlines, settings.patience()))
                .error(Throwable.class, errors);
    }

    private List<HttpService> services(ServedArena arena, Printer printer, Json json, StaticAssets assets) {
        Markdown markdown = new Markdown();
        return List.of(
                new HomePages(printer, arena.duels(), arena.suggestions(), gate),
                new HistoryPages(printer, arena.duels(), arena.catalog(), ZoneId.systemDefault()),
                new DuelPages(printer, arena.duels(), arena.catalog(), arena.board(), gate),
                new SharePages(printer, arena.duels().sharing(), arena.catalog(), arena.board()),
                new ReplayPages(printer, arena.duels(), arena.catalog(), markdown),
                new HoodPages(printer, arena.duels(), arena.catalog()),
                new BoardPages(
                        printer,
                        new BoardPages.Sources(
                                arena.board(),
                                arena.catalog(),
                                arena.shelf(),
                                arena.duels().tags()),
                        Clock.systemUTC()),
                new LearnPages(printer, arena.catalog(), arena.duels().tryouts(), arena.suggestions(), gate),
                new TermsPages(printer, arena.texts(), ZoneId.systemDefault()),
                new ModelPages(printer, arena.catalog(), arena.duels(), arena.board()),
                new DuelApi(arena.duels(), json, gate),
                new TagApi(arena.duels().tags(), printer, json),
                new EventApi(arena.duels(), json, markdown, deadlines, settings.maxStreams()),
                new CatalogApi(arena.catalog(), json),
                new BoardApi(arena.board(), arena.catalog(), printer, json, Clock.systemUTC()),
                new DatasetApi(arena.shelf(), json),
                rules -> new Routes(rules)
                        .read(StaticAssets.PREFIX + "{file}", assets::serve)
                        .read("/health/live", (request, response) -> health(request, response, json, true))
                        .read("/health/ready", (request, response) -> health(request, response, json, ready)));
    }

    private static void health(ServerRequest request, ServerResponse response, Json json, boolean well) {
        response.status(well ? 200 : 503);
        response.header(HeaderNames.CONTENT_TYPE, Reply.JSON);
        json.send(request, response, Map.of("status", well ? "up" : "down"));
    }

    /** The names given, the address bound, and for a wildcard each address of this machine: no name can be rebound to it. */
    private static Set<String> hostNames(ServerSettings settings) {
        Set<String> names = new LinkedHashSet<>(settings.hostNames());
        if (!isWildcard(settings.host())) {
            if (!isLoopback(settings.host())) {
                names.add(bracketed(settings.host()));
            }
            return names;
        }
        try {
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                Collections.list(network.getInetAddresses()).stream()
                        .filter(address -> !address.isLoopbackAddress())
                        .forEach(address -> names.add(literal(address)));
            }
        } catch (SocketException unknown) {
            System.getLogger(JouteServer.class.getName())
                    .log(System.Logger.Level.WARNING, "the addresses of this machine are unknown: name them", unknown);
        }
        return names;
    }

    private static boolean isWildcard(String host) {
        return resolved(host).map(InetAddress::isAnyLocalAddress).orElse(false);
    }

    private static boolean isLoopback(String host) {
        return resolved(host).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    private static Optional<InetAddress> resolved(String host) {
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException unresolved) {
            return Optional.empty();
        }
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return bracketed(zone < 0 ? text : text.substring(0, zone));
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }
}
