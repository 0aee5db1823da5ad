package io.joute.cli;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Concludes the settings: what the command line says wins over system properties, these over the environment, this over
 * {@code joute.properties} in the data folder. All are checked together, so that one run tells all that is wrong.
 */
final class SettingsReader {
    /** The file of settings, in the data folder. */
    static final String FILE = "joute.properties";

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
    Settings conclude(Map<Setting, String> commandLine) {
        problems.clear();
        Path data = dataDirectory(config(commandLine, Map.of()));
        SmallRyeConfig config = config(commandLine, file(data));
        var settings = new Settings(
                data,
                text(config, Setting.HOST, "an address", host -> !host.isBlank()),
                number(config, Setting.PORT, "0 to 65535", port -> port >= 0 && port <= 65_535),
                names(text(config, Setting.HOST_NAMES, "names separated by commas", names -> true)),
                Boolean.parseBoolean(text(config, Setting.BROWSER, "true or false", SettingsReader::isBoolean)),
                number(config, Setting.THREADS, "1 to 1024", threads -> threads >= 1 && threads <= 1024),
                watts(text(config, Setting.WATTS, "watts, 1 to 10000", SettingsReader::isWatts)));
        refuse();
        return settings;
    }

    private void refuse() {
        if (problems.size() == 1) {
            throw new CommandFailure(Exit.USAGE, problems.getFirst());
        } else if (!problems.isEmpty()) {
            throw new CommandFailure(
                    Exit.USAGE, problems.size() + " settings are wrong:", problems.toArray(String[]::new));
        }
    }

    private SmallRyeConfig config(Map<Setting, String> commandLine, Map<String, String> file) {
        Map<String, String> given = commandLine.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().key(), Map.Entry::getValue));
        return new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(given, "command line", COMMAND_LINE),
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
        Map<String, String> byKey = new HashMap<>();
        defaults.forEach((setting, value) -> byKey.put(setting.key(), value));
        return byKey;
    }

    private Path dataDirectory(SmallRyeConfig config) {
        ConfigValue value = config.getConfigValue(Setting.DATA.key());
        Path folder;
        try {
            folder = Path.of(value.getValue()).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new CommandFailure(Exit.USAGE, problem(Setting.DATA, value, "a folder's path"), e);
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new CommandFailure(Exit.USAGE, problem(Setting.DATA, value, "a folder, and it is a file"));
        }
        return folder;
    }

    private Map<String, String> file(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Map.of();
        }
        var read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
        Map<String, String> lines = new HashMap<>();
        read.stringPropertyNames().forEach(key -> lines.put(key, read.getProperty(key)));
        lines.keySet().forEach(key -> checkKey(file, key));
        return lines;
    }

    private void checkKey(Path file, String key) {
        if (key.equals(Setting.DATA.key())) {
            problems.add(file + ": '" + key + "' says where this very file is: set it with " + Setting.DATA.option()
                    + " or " + Setting.DATA.variable() + " instead");
        } else if (Setting.ofKey(key).isEmpty()) {
            problems.add(file + ": unknown setting '" + key + "'");
        }
    }

    private String text(SmallRyeConfig config, Setting setting, String expected, Predicate<String> valid) {
        ConfigValue value = config.getConfigValue(setting.key());
        String found = value.getValue() == null ? "" : value.getValue().strip();
        if (!valid.test(found)) {
            problems.add(problem(setting, value, expected));
        }
        return found;
    }

    private int number(SmallRyeConfig config, Setting setting, String expected, IntPredicate valid) {
        String found =
                text(config, setting, expected, value -> isInteger(value) && valid.test(Integer.parseInt(value)));
        return isInteger(found) ? Integer.parseInt(found) : 0;
    }

    private static String problem(Setting setting, ConfigValue found, String expected) {
        String where = switch (found.getConfigSourceOrdinal()) {
            case COMMAND_LINE -> setting.option();
            case PROPERTIES -> "system property " + setting.key();
            case ENVIRONMENT -> "variable " + setting.variable();
            default -> setting.key() + " in " + FILE;
        };
        return where + " is '" + found.getRawValue() + "', expected " + expected;
    }

    private static boolean isInteger(String value) {
        return value.matches("[+-]?\\d{1,9}");
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
