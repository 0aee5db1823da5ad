package io.joute.cli;

import io.joute.connect.Endpoint;
import io.joute.connect.Patience;
import io.joute.connect.Price;
import io.joute.connect.Provider;
import io.joute.connect.http.Address;
import io.joute.connect.wire.Secret;
import io.joute.connect.wire.Target;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one endpoint; what is wrong goes to the list of problems, and the endpoint is none. */
final class EndpointReader {
    private static final int STANDARD_CONTEXT = 8192;
    private static final long MILLIS = 1000;

    private final String name;
    private final SmallRyeConfig config;
    private final Map<String, String> environment;
    private final List<String> problems;
    private final int before;

    EndpointReader(String name, SmallRyeConfig config, Map<String, String> environment, List<String> problems) {
        this.name = name;
        this.config = config;
        this.environment = environment;
        this.problems = problems;
        this.before = problems.size();
    }

    /** Where a setting of an endpoint stands. */
    static String key(String endpoint, EndpointSetting setting) {
        return SettingsReader.ENDPOINTS + endpoint + "." + setting.key();
    }

    /** The endpoint; empty when something is wrong. */
    Optional<EndpointPlan> read() {
        Provider provider =
                value(EndpointSetting.PROVIDER, EndpointReader::provider).orElse(Provider.COMPATIBLE);
        List<Address> addresses = addresses(provider);
        Optional<String> model = text(EndpointSetting.MODEL);
        if (model.isEmpty()) {
            missing(EndpointSetting.MODEL, "");
        }
        Optional<Secret> key = key(provider);
        var target = new Target(
                model.orElse("missing"),
                key,
                value(EndpointSetting.SEND_TEMPERATURE, EndpointReader::flag).orElse(true),
                whole(EndpointSetting.THINKING_TOKENS, 1_000_000),
                value(EndpointSetting.REASONING_EFFORT, EndpointReader::word));
        Optional<Integer> context = whole(EndpointSetting.CONTEXT, 2_000_000_000);
        Price price = price();
        Optional<BigDecimal> perDay = value(EndpointSetting.PER_DAY, EndpointReader::money);
        if (perDay.isPresent() && !price.costs()) {
            problems.add(described(EndpointSetting.PER_DAY) + " is set, and no price to count by: set "
                    + EndpointSetting.PRICE_IN.key() + " and " + EndpointSetting.PRICE_OUT.key());
        }
        perDay.ifPresent(day -> requireOneAnswer(day, price, context.orElse(STANDARD_CONTEXT)));
        int concurrency = whole(EndpointSetting.CONCURRENCY, 10_000).orElse(8);
        Patience patience = patience();
        var card = new InlineCard(this);
        String cardId = card.id().orElse(name);
        var described = card.read(cardId, context);
        if (problems.size() > before) {
            return Optional.empty();
        }
        var endpoint = new Endpoint(
                name,
                cardId,
                provider,
                addresses,
                target,
                context.orElse(STANDARD_CONTEXT),
                price,
                perDay,
                concurrency,
                patience);
        return Optional.of(new EndpointPlan(endpoint, described, context.isPresent()));
    }

    /** Else the model would never be drawn. */
    private void requireOneAnswer(BigDecimal perDay, Price price, int contextLength) {
        BigDecimal answer = price.mostOfAnswer(contextLength);
        if (perDay.compareTo(answer) < 0) {
            problems.add(described(EndpointSetting.PER_DAY) + " is '" + perDay.toPlainString() + "', expected "
                    + answer.stripTrailingZeros().toPlainString()
                    + " or more: what one answer may cost is set aside before it is asked for");
        }
    }

    private List<Address> addresses(Provider provider) {
        boolean inside =
                value(EndpointSetting.PRIVATE_ADDRESS, EndpointReader::flag).orElse(false);
        Optional<String> told = text(EndpointSetting.ADDRESS).or(provider::address);
        if (told.isEmpty()) {
            missing(EndpointSetting.ADDRESS, ": a compatible server has no address of its own");
            return List.of();
        }
        return Arrays.stream(told.get().split(",", -1))
                .map(String::strip)
                .flatMap(address -> address(address, inside).stream())
                .toList();
    }

    private Optional<Address> address(String text, boolean inside) {
        try {
            return Optional.of(Address.parse(text, inside));
        } catch (IllegalArgumentException e) {
            problems.add(described(EndpointSetting.ADDRESS) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Price price() {
        return new Price(
                value(EndpointSetting.PRICE_IN, EndpointReader::money).orElse(BigDecimal.ZERO),
                value(EndpointSetting.PRICE_OUT, EndpointReader::money).orElse(BigDecimal.ZERO),
                value(EndpointSetting.CURRENCY, text -> matching(text, "[A-Z]{3}"))
                        .orElse("USD"));
    }

    private Patience patience() {
        Patience standard = Patience.DEFAULT;
        return new Patience(
                seconds(EndpointSetting.CONNECT_SECONDS).orElse(standard.connect()),
                seconds(EndpointSetting.FIRST_TOKEN_SECONDS).orElse(standard.firstToken()),
                seconds(EndpointSetting.BETWEEN_TOKENS_SECONDS).orElse(standard.betweenTokens()),
                seconds(EndpointSetting.TOTAL_SECONDS).orElse(standard.total()));
    }

    private Optional<Secret> key(Provider provider) {
        Optional<String> variable =
                value(EndpointSetting.KEY_VARIABLE, text -> matching(text, "[A-Z_][A-Z0-9_]{0,63}"));
        Optional<String> file = text(EndpointSetting.KEY_FILE);
        if (variable.isPresent() && file.isPresent()) {
            problems.add(described(EndpointSetting.KEY_VARIABLE) + " and " + described(EndpointSetting.KEY_FILE)
                    + " are both set, expected one of them");
        } else if (variable.isPresent()) {
            return secret(
                    environment.get(variable.get()),
                    "variable " + variable.get() + ", which " + described(EndpointSetting.KEY_VARIABLE) + " names,");
        } else if (file.isPresent()) {
            return fromFile(file.get());
        } else if (provider.locked() && text(EndpointSetting.KEY_VARIABLE).isEmpty()) {
            missing(EndpointSetting.KEY_VARIABLE, ", or key-file: " + provider.key() + " serves nobody without a key");
        }
        return Optional.empty();
    }

    private Optional<Secret> fromFile(String path) {
        String where = "the file that " + described(EndpointSetting.KEY_FILE) + " names";
        try {
            Path file = Path.of(path);
            return secret(Files.size(file) > 4096 ? "" : Files.readString(file), where);
        } catch (IOException | InvalidPathException e) {
            problems.add(where + " cannot be read (" + e.getClass().getSimpleName()
                    + "); the path is not shown, as it may be the key itself");
            return Optional.empty();
        }
    }

    private Optional<Secret> secret(@Nullable String value, String where) {
        if (value == null || value.isBlank()) {
            problems.add(where + " holds no key");
            return Optional.empty();
        }
        try {
            return Optional.of(Secret.of(value));
        } catch (IllegalArgumentException e) {
            problems.add(where + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The text of a setting; empty when nothing is set. */
    Optional<String> text(EndpointSetting setting) {
        String found = found(setting).getValue();
        return found == null || found.isBlank() ? Optional.empty() : Optional.of(found.strip());
    }

    /** The value of a setting; a wrong one is a problem, and none. */
    <T> Optional<T> value(EndpointSetting setting, Function<String, Optional<T>> parse) {
        return text(setting).flatMap(found -> {
            Optional<T> value = parse.apply(found);
            if (value.isEmpty()) {
                String shown = setting.secret() ? "something that is not shown, as it may be a key" : "'" + found + "'";
                problems.add(described(setting) + " is " + shown + ", expected " + setting.expected());
            }
            return value;
        });
    }

    /** Something that must be set and is not. */
    void missing(EndpointSetting setting, String why) {
        problems.add(SettingsReader.inFile(key(name, setting)) + " is missing, expected " + setting.expected() + why);
    }

    /** Something wrong in what several settings say together. */
    void problem(EndpointSetting setting, String what) {
        problems.add(described(setting) + ": " + what);
    }

    private String described(EndpointSetting setting) {
        return SettingsReader.where(key(name, setting), found(setting).getConfigSourceOrdinal());
    }

    private ConfigValue found(EndpointSetting setting) {
        return config.getConfigValue(key(name, setting));
    }

    private Optional<Integer> whole(EndpointSetting setting, int most) {
        return value(
                setting,
                text -> matching(text, "\\d{1,10}")
                        .map(Long::parseLong)
                        .filter(number -> number >= 1 && number <= most)
                        .map(Math::toIntExact));
    }

    private Optional<Duration> seconds(EndpointSetting setting) {
        return value(
                setting,
                text -> decimal(text)
                        .filter(number -> number.doubleValue() >= 0.1 && number.doubleValue() <= 3600)
                        .map(number -> Duration.ofMillis(
                                number.multiply(BigDecimal.valueOf(MILLIS)).longValue())));
    }

    private static Optional<Provider> provider(String text) {
        return Provider.ofKey(text);
    }

    private static Optional<Boolean> flag(String text) {
        return matching(text, "true|false").map(Boolean::parseBoolean);
    }

    private static Optional<String> word(String text) {
        return matching(text, "[a-z]{1,20}");
    }

    private static Optional<BigDecimal> money(String text) {
        return decimal(text);
    }

    static Optional<BigDecimal> decimal(String text) {
        return matching(text, "\\d{1,9}(\\.\\d{1,9})?").map(BigDecimal::new);
    }

    static Optional<String> matching(String text, String pattern) {
        return text.matches(pattern) ? Optional.of(text) : Optional.empty();
    }
}
