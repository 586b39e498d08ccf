package org.dl4jlab.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.dl4jlab.UserException;
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
    attach(commands, terminal);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setOut(terminal.out()).setErr(terminal.err());
    commands.setParameterExceptionHandler((e, unused) -> wrongUsage(e, terminal));
    commands.setExecutionExceptionHandler(
        (e, command, unused) -> failed(e, terminal, command.getCommand()));
    try {
      return commands.execute(args);
    } catch (Error e) {
      if (!isOutOfMemory(e)) {
        throw e;
      }
      return outOfMemory(terminal);
    }
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
    terminal.err().println(oneLine(e.getMessage()));
    terminal
        .err()
        .println("Try '%s --help'".formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
    return USAGE;
  }

  private static int failed(Exception e, Terminal terminal, Object command) {
    if (isOutOfMemory(e)) {
      return outOfMemory(terminal);
    }
    terminal.err().println("Failed: " + oneLine(explain(e)));
    if (command instanceof BaseCommand lab && lab.debug()) {
      e.printStackTrace(terminal.err());
    }
    return FAILED;
  }

  private static int outOfMemory(Terminal terminal) {
    terminal
        .err()
        .println(
            "Failed: not enough memory, the heap may grow to %,d MB only; give more by java -Xmx4g (under Maven MAVEN_OPTS=-Xmx4g), or ask for less by --limit-train or --batch"
                .formatted(Runtime.getRuntime().maxMemory() >> 20));
    return FAILED;
  }

  private static String explain(Exception e) {
    if (e instanceof UserException) {
      return e.getMessage();
    }
    if (e instanceof UncheckedIOException unchecked) {
      return explain(unchecked.getCause());
    }
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "there is no file " + e.getMessage();
    }
    if (e instanceof AccessDeniedException) {
      return "no permission for " + e.getMessage();
    }
    if (e instanceof FileSystemException fileSystem) {
      String reason = fileSystem.getReason();
      return "%s: %s"
          .formatted(fileSystem.getFile(), reason == null ? e.getClass().getSimpleName() : reason);
    }
    if (e instanceof IOException && e.getMessage() != null) {
      return e.getMessage();
    }
    return "%s (%s); --debug shows where".formatted(e.getMessage(), e.getClass().getSimpleName());
  }

  private static boolean isOutOfMemory(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private static String oneLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
