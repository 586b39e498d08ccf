package org.dl4jlab.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what has a shell complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Print a script for tab completion in bash or zsh.",
      "For example: alias cifar='java -jar cifar.jar'; source <(cifar completion bash)"
    })
final class CompletionCommand extends BaseCommand {

  /** The shells that understand the script. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec self;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Override
  public Integer call() {
    CommandLine program = self.root().commandLine();
    if (shell == Shell.ZSH) {
      terminal().out().println("autoload -U +X bashcompinit && bashcompinit");
    }
    terminal().out().println(AutoComplete.bash(program.getCommandName(), program));
    return CommandRunner.DONE;
  }
}
