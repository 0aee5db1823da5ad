package io.joute.cli;

import io.joute.arena.moderation.HourlyLimits;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Concludes the settings: what the command line says wins over system properties, these over the environment, this over
 * {@code joute.yaml} in the data folder. All are checked together, so that one run tells all that is wrong.
 */
final class SettingsReader {
    /** The file of settings, in the data folder. */
    static final String FILE = "joute.yaml";

    /** What the settings of endpoints begin with. */
    static final String ENDPOINTS = Setting.PREFIX + "endpoints.";

    private static final String FORMER_FILE = "joute.properties";
    private static final String ENDPOINT_NAME = "[a-z0-9][a-z0-9-]{0,39}";
    private static final int COMMAND_LINE = 500;
    private static final int PROPERTIES = 400;
    private static final int ENVIRONMENT = 300;
    private static final int DATA_FOLDER = 200;

    private final Surroundings surroundings;
    private final List<String> problems = new ArrayList<>();

    /** Read from these surroundings. */
    SettingsReader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * The settings, given those of the command line.
     *
     * @throws CommandFailure naming every setting that is wrong, where it was found and what was expected
     */
    Settings conclude(Map<String, String> commandLine) {
        problems.clear();
        commandLine.keySet().forEach(key -> checkKey("--set", key));
        Path data = dataDirectory(config(commandLine, Map.of()));
        SmallRyeConfig config = config(commandLine, file(data));
        var settings = new Settings(
                data,
                text(config, Setting.HOST, host -> !host.isBlank()),
                number(config, Setting.PORT, port -> port >= 0 && port <= 65_535),
                names(text(config, Setting.HOST_NAMES, names -> true)),
                Boolean.parseBoolean(text(config, Setting.BROWSER, SettingsReader::isBoolean)),
                number(config, Setting.THREADS, threads -> threads >= 1 && threads <= 1024),
                watts(text(config, Setting.WATTS, SettingsReader::isWatts)),
                DraftPlan.parse(text(
                                config,
                                Setting.DRAFTING,
                                plan -> DraftPlan.parse(plan).isPresent()))
                        .orElse(DraftPlan.NONE),
                LogFormat.ofKey(text(config, Setting.LOG_FORMAT, SettingsReader::isLogFormat))
                        .orElse(LogFormat.TEXT),
                new HourlyLimits(
                        number(config, Setting.DUELS_PER_VISITOR, SettingsReader::isLimit),
                        number(config, Setting.DUELS_PER_ADDRESS, SettingsReader::isLimit)),
                endpoints(config));
        refuse();
        return settings;
    }

    /**
     * A setting that holds.
     *
     * @param key as in the file
     * @param value empty when nothing is set
     * @param where it comes from, in words; empty when it is not set
     */
    record Found(String key, String value, Optional<String> where) {}

    /**
     * All settings that hold, once they are concluded.
     *
     * @throws CommandFailure when some are wrong
     */
    List<Found> found(Map<String, String> commandLine) {
        Settings settings = conclude(commandLine);
        SmallRyeConfig config = config(commandLine, file(settings.dataDirectory()));
        List<Found> found = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            found.add(found(config, setting.key()));
        }
        for (EndpointPlan plan : settings.endpoints()) {
            Arrays.stream(EndpointSetting.values())
                    .map(setting -> EndpointReader.key(plan.endpoint().name(), setting))
                    .filter(key -> config.getConfigValue(key).getValue() != null)
                    .forEach(key -> found.add(found(config, key)));
        }
        return found;
    }

    private static Found found(SmallRyeConfig config, String key) {
        ConfigValue value = config.getConfigValue(key);
        String text = value.getValue() == null ? "" : value.getValue();
        int source = value.getConfigSourceOrdinal();
        boolean told = source >= DATA_FOLDER;
        return new Found(
                key.substring(Setting.PREFIX.length()),
                text,
                told ? Optional.of(where(key, source)) : Optional.empty());
    }

    private void refuse() {
        if (problems.size() == 1) {
            throw new CommandFailure(Exit.USAGE, problems.getFirst());
        } else if (!problems.isEmpty()) {
            throw new CommandFailure(
                    Exit.USAGE, problems.size() + " settings are wrong:", problems.toArray(String[]::new));
        }
    }

    private SmallRyeConfig config(Map<String, String> commandLine, Map<String, String> file) {
        return new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(commandLine, "command line", COMMAND_LINE),
                        new PropertiesConfigSource(surroundings.properties(), "system properties", PROPERTIES),
                        new EnvConfigSource(surroundings.environment(), ENVIRONMENT),
                        new PropertiesConfigSource(file, FILE, DATA_FOLDER))
                .withDefaultValues(defaults())
                .build();
    }

    private Map<String, String> defaults() {
        Map<Setting, String> defaults = new EnumMap<>(Setting.class);
        defaults.put(Setting.DATA, DataDirectory.standard(surroundings).toString());
        defaults.put(Setting.HOST, "127.0.0.1");
        defaults.put(Setting.PORT, "7337");
        defaults.put(Setting.BROWSER, "true");
        defaults.put(Setting.THREADS, String.valueOf(Runtime.getRuntime().availableProcessors()));
        defaults.put(Setting.HOST_NAMES, "");
        defaults.put(Setting.WATTS, "");
        defaults.put(Setting.DRAFTING, DraftOptions.NONE);
        defaults.put(Setting.LOG_FORMAT, LogFormat.TEXT.key());
        defaults.put(Setting.DUELS_PER_VISITOR, "100");
        defaults.put(Setting.DUELS_PER_ADDRESS, "3000");
        Map<String, String> byKey = new HashMap<>();
        defaults.forEach((setting, value) -> byKey.put(setting.key(), value));
        return byKey;
    }

    private static boolean isLimit(int duels) {
        return duels >= 0 && duels <= HourlyLimits.MOST;
    }

    private Path dataDirectory(SmallRyeConfig config) {
        ConfigValue value = config.getConfigValue(Setting.DATA.key());
        Path folder;
        try {
            folder = Path.of(value.getValue()).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new CommandFailure(Exit.USAGE, problem(Setting.DATA, value), e);
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new CommandFailure(
                    Exit.USAGE,
                    where(Setting.DATA.key(), value.getConfigSourceOrdinal()) + " is '" + value.getRawValue()
                            + "', expected a folder, and it is a file");
        }
        return folder;
    }

    private Map<String, String> file(Path data) {
        Path file = data.resolve(FILE);
        if (Files.exists(data.resolve(FORMER_FILE))) {
            problems.add(data.resolve(FORMER_FILE) + " is read no more: settings are in " + FILE
                    + ", as 'port: 8080' instead of 'joute.port=8080'");
        }
        Map<String, String> lines = new HashMap<>();
        yaml(file).forEach((key, value) -> lines.put(Setting.PREFIX + key, value));
        lines.keySet().forEach(key -> checkFileKey(file, key.replaceFirst("\\[\\d+]$", "")));
        return lines;
    }

    private Map<String, String> yaml(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return new YamlConfigSource(FILE, Files.readString(file), DATA_FOLDER).getProperties();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new CommandFailure(Exit.USAGE, file + " is no YAML that can be read" + place(e), e);
        }
    }

    /** Where YAML is broken; the reader's own message would quote the file. */
    private static String place(RuntimeException broken) {
        return broken instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? ", line " + (marked.getProblemMark().getLine() + 1) + ": " + marked.getProblem()
                : "";
    }

    private void checkFileKey(Path file, String key) {
        if (key.equals(Setting.DATA.key())) {
            problems.add(file + ": '" + Setting.DATA.inFile() + "' says where this very file is: set it with "
                    + Setting.DATA.option() + " or " + Setting.DATA.variable() + " instead");
        } else {
            checkKey(file.toString(), key);
        }
    }

    private void checkKey(String where, String key) {
        if (key.startsWith(ENDPOINTS)) {
            checkEndpointKey(where, key.substring(ENDPOINTS.length()));
        } else if (Setting.ofKey(key).isEmpty()) {
            problems.add(where + ": unknown setting '" + key.substring(Setting.PREFIX.length()) + "'");
        }
    }

    private void checkEndpointKey(String where, String key) {
        int dot = key.indexOf('.');
        String name = dot < 0 ? key : key.substring(0, dot);
        String setting = dot < 0 ? "" : key.substring(dot + 1);
        if (!name.matches(ENDPOINT_NAME)) {
            problems.add(
                    where + ": an endpoint is called '" + name + "', expected lower-case letters, digits and hyphens");
        } else if (setting.equals("key")) {
            problems.add(where + ": endpoint '" + name + "' has its key there: put it into a variable or a file of its"
                    + " own, and name that by key-variable or key-file");
        } else if (EndpointSetting.ofKey(setting).isEmpty()) {
            problems.add(where + ": endpoint '" + name + "' has an unknown setting '" + setting + "'");
        }
    }

    private List<EndpointPlan> endpoints(SmallRyeConfig config) {
        Set<String> names = new TreeSet<>();
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(ENDPOINTS)) {
                names.add(key.substring(ENDPOINTS.length()).replaceFirst("\\..*", ""));
            }
        }
        List<EndpointPlan> plans = names.stream()
                .filter(name -> name.matches(ENDPOINT_NAME))
                .flatMap(name -> new EndpointReader(name, config, surroundings.environment(), problems).read().stream())
                .toList();
        Set<String> cards = new HashSet<>();
        plans.stream()
                .map(plan -> plan.endpoint().modelId())
                .filter(card -> !cards.add(card))
                .forEach(card -> problems.add("several endpoints have the card '" + card
                        + "', expected one: several addresses of one model are written as one endpoint"));
        return plans;
    }

    private String text(SmallRyeConfig config, Setting setting, Predicate<String> valid) {
        ConfigValue value = config.getConfigValue(setting.key());
        String found = value.getValue() == null ? "" : value.getValue().strip();
        if (!valid.test(found)) {
            problems.add(problem(setting, value));
        }
        return found;
    }

    private int number(SmallRyeConfig config, Setting setting, IntPredicate valid) {
        String found = text(config, setting, value -> isInteger(value) && valid.test(Integer.parseInt(value)));
        return isInteger(found) ? Integer.parseInt(found) : 0;
    }

    private static String problem(Setting setting, ConfigValue found) {
        return where(setting.key(), found.getConfigSourceOrdinal()) + " is '" + found.getRawValue() + "', expected "
                + setting.expected();
    }

    /** Where the setting with this key was found, in words. */
    static String where(String key, int source) {
        return switch (source) {
            case COMMAND_LINE ->
                Setting.ofKey(key).map(Setting::option).orElse("--set " + key.substring(Setting.PREFIX.length()));
            case PROPERTIES -> "system property " + key;
            case ENVIRONMENT -> "variable " + Setting.variable(key);
            default -> inFile(key);
        };
    }

    /** Where the setting with this key stands in the file. */
    static String inFile(String key) {
        return key.substring(Setting.PREFIX.length()) + " in " + FILE;
    }

    private static boolean isInteger(String value) {
        return value.matches("[+-]?\\d{1,9}");
    }

    private static boolean isLogFormat(String value) {
        return LogFormat.ofKey(value).isPresent();
    }

    private static boolean isWatts(String value) {
        return value.isEmpty() || (value.matches("\\d{1,5}(\\.\\d+)?") && inRange(Double.parseDouble(value)));
    }

    private static boolean inRange(double watts) {
        return watts >= 1 && watts <= 10_000;
    }

    private static OptionalDouble watts(String value) {
        return value.isEmpty() || !isWatts(value)
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(value));
    }

    private static Set<String> names(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isBoolean(String value) {
        return value.equals("true") || value.equals("false");
    }
}
