package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.page.ReportPage;
import org.dl4jlab.page.RunParts;
import org.dl4jlab.run.AtomicFile;
import org.dl4jlab.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a run's report anew, from what its folder holds. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Write the report of a run: a single HTML file.")
public final class ReportCommand extends BaseCommand {

  private final String family;

  @Mixin private RunOption run;

  @Option(names = "--out", description = "The page (default report.html in the run).")
  private Path out;

  /** What was written, as JSON. */
  private record Figures(String report, List<String> notices) {}

  /**
   * @param family whose latest run is meant where none is named
   */
  ReportCommand(String family) {
    this.family = family;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = run.path(family, console());
    RunParts parts = RunParts.read(folder);
    parts.notices().forEach(notice -> say("%s", notice));
    Path page = out != null ? out : folder.resolve(RunFolder.REPORT);
    AtomicFile.write(page, ReportPage.of(parts));
    say("Report: %s", page);
    result(new Figures(page.toString(), parts.notices()));
    return CommandRunner.DONE;
  }
}
