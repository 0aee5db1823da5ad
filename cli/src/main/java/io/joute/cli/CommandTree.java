package io.joute.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** All commands, and what becomes of their failures: one clear line on standard error and an exit code. */
final class CommandTree {
    private static final int HELP_COLUMNS = 96;

    private final Surroundings surroundings;
    private final Joute root;
    private final CommandLine line;

    /** The commands, in these surroundings. */
    CommandTree(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.root = new Joute(new ServeCommand(surroundings));
        this.line = new CommandLine(root);
        addCommands();
        line.setCaseInsensitiveEnumValuesAllowed(true);
        all(line).forEach(CommandTree::describe);
        line.setOut(writer(surroundings.out()));
        line.setErr(writer(surroundings.err()));
        line.setExecutionStrategy(this::execute);
        line.setParameterExceptionHandler((wrong, arguments) -> onWrongUsage(wrong));
        line.setExecutionExceptionHandler((failure, command, parsed) -> onFailure(failure, command));
    }

    /** Run the command that {@code arguments} name; the exit code. */
    int run(String... arguments) {
        int code = line.execute(arguments);
        surroundings.out().flush();
        return code;
    }

    private void addCommands() {
        line.addSubcommand(new ServeCommand(surroundings));
        line.addSubcommand(new DuelCommand(surroundings));
        line.addSubcommand(new ChatCommand(surroundings));
        line.addSubcommand(new CommandLine(new ModelsCommand(surroundings))
                .addSubcommand(new ModelsListCommand(surroundings))
                .addSubcommand(new ModelsPullCommand(surroundings))
                .addSubcommand(new ModelsAddCommand(surroundings))
                .addSubcommand(new ModelsRemoveCommand(surroundings)));
        line.addSubcommand(new SettingsCommand(surroundings));
        line.addSubcommand(new CommandLine(new AdminCommand()).addSubcommand(new AdminPasswordCommand(surroundings)));
        line.addSubcommand(new AuditCommand(surroundings));
        line.addSubcommand(new CommandLine(new EndpointsCommand())
                .addSubcommand(new EndpointsListCommand(surroundings))
                .addSubcommand(new EndpointsTestCommand(surroundings))
                .addSubcommand(new EndpointsCardsCommand(surroundings)));
        line.addSubcommand(new CommandLine(new TrainCommand()).addSubcommand(new TrainDemoCommand(surroundings)));
        line.addSubcommand(new BenchCommand(surroundings, Clock.system(ZoneId.systemDefault())));
        line.addSubcommand(new RankCommand(surroundings));
        line.addSubcommand(new VotersCommand(surroundings));
        line.addSubcommand(new ExportCommand(surroundings));
        line.addSubcommand(new ImportCommand(surroundings));
        line.addSubcommand(new EnergyCommand(surroundings));
        line.addSubcommand(new InspectCommand(surroundings));
        line.addSubcommand(new TokenizeCommand(surroundings));
        line.addSubcommand(new LogitsCommand(surroundings));
        line.addSubcommand(new CheckCommand(surroundings));
        line.addSubcommand(new ConvertCommand(surroundings));
        line.addSubcommand(new DoctorCommand(surroundings));
        line.addSubcommand(new WarmUpCommand());
    }

    private int execute(ParseResult parsed) {
        if (root.verbose) {
            Logging.to(surroundings.err());
        } else {
            Logging.off();
        }
        return new RunLast().execute(parsed);
    }

    private int onWrongUsage(ParameterException wrong) {
        String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        say(name, UsageText.of(wrong));
        say(name, "try: " + name + " --help");
        return Exit.USAGE.code();
    }

    private int onFailure(Exception failure, CommandLine command) {
        surroundings.out().flush();
        String name = command.getCommandSpec().qualifiedName();
        FailureText.of(failure).forEach(text -> say(name, text));
        if (root.verbose) {
            failure.printStackTrace(surroundings.err());
        }
        return failure instanceof CommandFailure known ? known.exit().code() : Exit.FAILURE.code();
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    private void say(String name, String text) {
        surroundings.err().println(name + ": " + text);
    }

    /** That of the jar; a folder of classes has none. */
    private static String[] version() {
        String jar = CommandTree.class.getPackage().getImplementationVersion();
        return new String[] {"joute " + (jar == null ? "(not packaged)" : jar) + " on Java " + Runtime.version()};
    }

    /** A command and all under it. */
    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandTree::all));
    }

    /** What every command's help has in common. */
    private static void describe(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getCommandSpec().versionProvider(CommandTree::version);
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.exitCodeListHeading("%nExit codes:%n");
        usage.exitCodeList(Exit.table());
        usage.commandListHeading("%nCommands:%n");
        usage.optionListHeading("%nOptions:%n");
        usage.sortOptions(false);
        usage.width(HELP_COLUMNS);
    }
}
