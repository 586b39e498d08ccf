package org.dl4jlab.notebooks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.dl4jlab.cli.BaseCommand;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.RunOption;
import org.dl4jlab.run.AtomicFile;
import org.dl4jlab.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Export a run as a notebook: its code, its results and pictures, and what they mean.")
final class ExportCommand extends BaseCommand {

  private static final String NOTEBOOK = "notebook.ipynb";

  @Mixin private RunOption run;

  @Option(names = "--out", description = "The notebook (default notebook.ipynb in the run).")
  private Path out;

  @Override
  public Integer call() throws IOException {
    RunFolder folder = RunFolder.open(run.path(null, console()));
    Notebook notebook = RunNotebook.of(RunRecord.of(folder), line -> say("%s", line));
    Path target = out != null ? out : folder.file(NOTEBOOK);
    AtomicFile.write(target, notebook.toJson());
    say("Notebook: %s", target);
    result(Map.of("notebook", target.toString(), "cells", notebook.cells().size()));
    return CommandRunner.DONE;
  }
}
