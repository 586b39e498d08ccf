package org.dl4jlab.notebooks;

import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line of the notebooks. */
@Command(
    name = "notebooks",
    mixinStandardHelpOptions = true,
    versionProvider = NotebooksMain.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Finished runs as Jupyter notebooks.")
public final class NotebooksMain implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private NotebooksMain() {}

  public static void main(String[] args) {
    int status = run(Terminal.ofProcess(), args);
    if (status != CommandRunner.DONE) {
      System.exit(status);
    }
  }

  /** Runs one command and returns its exit status. */
  static int run(Terminal terminal, String... args) {
    CommandLine commands =
        new CommandLine(new NotebooksMain())
            .addSubcommand(new ExportCommand())
            .addSubcommand(new CompareCommand());
    return CommandRunner.run(commands, terminal, args);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: " + spec.subcommands().keySet());
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = NotebooksMain.class.getPackage().getImplementationVersion();
      return new String[] {"dl4j-lab " + (version == null ? "development" : version)};
    }
  }
}
