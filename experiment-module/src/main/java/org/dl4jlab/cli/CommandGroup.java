package org.dl4jlab.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command line that does nothing without one of its commands. */
public abstract class CommandGroup implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Choose a command: " + UsageMessage.oneOf(List.copyOf(spec.subcommands().keySet())));
  }

  /** Ends the process as the status says; to be called by {@code main} alone. */
  public static void exit(int status) {
    if (status != CommandRunner.DONE) {
      System.exit(status);
    }
  }

  /** The program as a command line whose {@code --version} prints this version. */
  public static CommandLine commandLine(CommandGroup program, String version) {
    CommandLine commands = new CommandLine(program);
    commands.getCommandSpec().version("dl4j-lab " + version);
    return commands;
  }
}
