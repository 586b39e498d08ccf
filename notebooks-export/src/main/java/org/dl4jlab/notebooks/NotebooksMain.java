package org.dl4jlab.notebooks;

import org.dl4jlab.cli.CommandGroup;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.JavaObjects;
import org.dl4jlab.cli.Terminal;
import org.dl4jlab.experiment.ProgramVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the notebooks. */
@Command(
    name = "notebooks",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Finished runs as Jupyter notebooks.")
public final class NotebooksMain extends CommandGroup {

  private NotebooksMain() {}

  public static void main(String[] args) {
    JavaObjects.refuse();
    exit(run(Terminal.ofProcess(), args));
  }

  /** Runs one command and returns its exit status. */
  static int run(Terminal terminal, String... args) {
    CommandLine commands =
        commandLine(new NotebooksMain(), ProgramVersion.of(NotebooksMain.class))
            .addSubcommand(new ExportCommand())
            .addSubcommand(new CompareCommand());
    return CommandRunner.run(commands, terminal, args);
  }
}
