package org.dl4jlab.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.Callable;
import org.dl4jlab.experiment.Console;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.terminal.CleanOutput;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command of both command lines has. */
public abstract class BaseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--debug", description = "On failure, also show the stack trace.")
  private boolean debug;

  @Option(
      names = "--json",
      description = "Print results as JSON on stdout, everything else on stderr.")
  private boolean json;

  @Option(names = "--quiet", description = "Print nothing but JSON (if asked for) and errors.")
  private boolean quiet;

  private Terminal terminal;

  void attach(Terminal newTerminal) {
    terminal = newTerminal;
  }

  boolean debug() {
    return debug;
  }

  protected Terminal terminal() {
    return terminal;
  }

  /** Where sentences and tables go. */
  protected PrintWriter prose() {
    return quiet ? new PrintWriter(Writer.nullWriter()) : terminal.prose(json);
  }

  /** The same for what is no command. */
  protected Console console() {
    return new Console(prose(), interactive());
  }

  /** Whether a person watches, so that a line may be drawn over. */
  protected boolean interactive() {
    return terminal.interactive() && !quiet;
  }

  protected void say(String format, Object... values) {
    console().say(format, values);
  }

  /** The command's figures, if they were asked for as JSON. */
  protected void result(Object figures) {
    if (json) {
      try {
        terminal.out().println(CleanOutput.escapedJson(RunFolder.JSON.writeValueAsString(figures)));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("These figures are no JSON", e);
      }
    }
  }

  /** Runs what checks options; what it refuses is wrong usage. */
  protected <T> T checked(java.util.function.Supplier<T> options) {
    try {
      return options.get();
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  /** The command as picocli knows it. */
  CommandLine commandLine() {
    return spec.commandLine();
  }

  protected ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
