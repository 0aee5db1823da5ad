package io.joute.cli;

import io.joute.connect.Endpoint;
import io.joute.connect.Price;
import io.joute.connect.http.Address;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code joute endpoints list}: what is declared, and what it has cost today. */
@Command(
        name = "list",
        description = "List the remote models that are declared; nothing is called.",
        footer = {"", "Examples:", "  joute endpoints list", "  joute endpoints list --data DIR"})
final class EndpointsListCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    ArenaOptions options = new ArenaOptions();

    EndpointsListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = new SettingsReader(surroundings).conclude(options.given());
        if (settings.endpoints().isEmpty()) {
            surroundings
                    .out()
                    .println("No endpoint is declared in "
                            + settings.dataDirectory().resolve(SettingsReader.FILE) + "; docs/SETTINGS.md says how.");
            return Exit.OK.code();
        }
        boolean spent = Files.exists(settings.dataDirectory().resolve(SpendingFile.NAME));
        SpendingFile spending = spent ? new SpendingFile(settings.dataDirectory()) : null;
        Table table =
                new Table("name", "card", "provider", "model", "address", "key", "price in/out", "today", "limit");
        for (EndpointPlan plan : settings.endpoints()) {
            Endpoint endpoint = plan.endpoint();
            BigDecimal today =
                    spending == null ? BigDecimal.ZERO : spending.spent(endpoint.name(), LocalDate.now(ZoneOffset.UTC));
            table.add(
                    endpoint.name(),
                    endpoint.modelId(),
                    endpoint.provider().key(),
                    endpoint.target().model(),
                    endpoint.replicas().stream().map(Address::toString).collect(Collectors.joining(" ")),
                    endpoint.target().key().isPresent() ? "yes" : "none",
                    price(endpoint.price()),
                    money(today, endpoint.price()),
                    endpoint.perDay().map(BigDecimal::toPlainString).orElse("none"));
        }
        table.print(surroundings.out());
        return Exit.OK.code();
    }

    private static String price(Price price) {
        return price.costs()
                ? price.input().toPlainString() + "/" + price.output().toPlainString() + " " + price.currency()
                : "free";
    }

    /** An amount with its currency, to the hundredth of a cent. */
    static String money(BigDecimal amount, Price price) {
        return price.costs() ? amount.setScale(4, RoundingMode.HALF_UP).toPlainString() + " " + price.currency() : "0";
    }
}
