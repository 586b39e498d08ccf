package org.dl4jlab.cli;

import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Runs a command line: exit status 0 done, 1 failed with one line on stderr, 2 wrong usage. Nothing
 * below {@code main} ends the process.
 */
public final class CommandRunner {

  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;

  private CommandRunner() {}

  public static int run(CommandLine commands, Terminal terminal, String... args) {
    Locale.setDefault(Locale.ROOT); // numbers and letters are the same to everybody
    attach(commands, terminal);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setOut(terminal.outOfHelp()).setErr(terminal.err());
    commands.setParameterExceptionHandler((e, unused) -> wrongUsage(e, terminal));
    commands.setExecutionExceptionHandler(
        (e, command, unused) -> failed(e, terminal, command.getCommand()));
    try {
      int status = commands.execute(args);
      return status == DONE ? written(terminal) : status;
    } catch (Error e) {
      if (!FailureMessage.isOutOfMemory(e)) {
        throw e;
      }
      return failed(e, terminal, commands.getCommand());
    }
  }

  /** Done, if what was said has arrived. */
  private static int written(Terminal terminal) {
    Optional<String> lost =
        terminal.out() instanceof ProcessOutput out ? out.failure() : Optional.empty();
    lost.ifPresent(
        reason -> terminal.err().println("Failed: the output could not be written: " + reason));
    return lost.isPresent() ? FAILED : DONE;
  }

  private static void attach(CommandLine commands, Terminal terminal) {
    for (CommandLine subcommand : commands.getSubcommands().values()) {
      if (subcommand.getCommand() instanceof BaseCommand command) {
        command.attach(terminal);
      }
      attach(subcommand, terminal);
    }
  }

  private static int wrongUsage(ParameterException e, Terminal terminal) {
    terminal.err().println(UsageMessage.of(e));
    terminal
        .err()
        .println("Try '%s --help'".formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
    return USAGE;
  }

  private static int failed(Throwable e, Terminal terminal, Object command) {
    terminal.err().println("Failed: " + FailureMessage.of(e));
    if (command instanceof BaseCommand lab && lab.debug()) {
      e.printStackTrace(terminal.err());
    }
    return FAILED;
  }
}
