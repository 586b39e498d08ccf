package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dl4jlab.page.ComparePage;
import org.dl4jlab.page.RunParts;
import org.dl4jlab.run.AtomicFile;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts runs side by side: curves, settings, results. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Compare runs on one page: curves, settings, results.")
public final class CompareCommand extends BaseCommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Two or more runs: their folders, or the beginnings of their names in runs.")
  private List<String> runs;

  @Option(names = "--out", description = "The page (default compare.html).")
  private Path out = Path.of("compare.html");

  /** One run's figures as JSON. */
  private record Figures(String run, String network, String data, int epochs, Metrics metrics) {}

  @Override
  public Integer call() throws IOException {
    if (runs.size() < 2 || runs.size() > ComparePage.MOST_RUNS) {
      throw usage(
          "A comparison has 2 to %d runs, not %d".formatted(ComparePage.MOST_RUNS, runs.size()));
    }
    List<RunParts> parts = new ArrayList<>();
    for (String run : runs) {
      parts.add(RunParts.read(Runs.HERE.find(run)));
    }
    for (RunParts run : parts) {
      run.notices().forEach(notice -> say("%s: %s", run.name(), notice));
    }
    AtomicFile.write(out, ComparePage.of(parts));
    for (RunParts run : parts) {
      say(
          "%-24s %-10s %5d %-6s  %s",
          run.name(),
          run.network(),
          run.history().epochs().size(),
          run.history().epochs().size() == 1 ? "epoch" : "epochs",
          run.metrics() == null || run.metrics().test() == null
              ? "not tested"
              : String.format(
                  Locale.ROOT,
                  "test accuracy %.4f (%s)",
                  run.metrics().test().accuracy(),
                  run.data()));
    }
    say("Comparison: %s", out);
    result(
        parts.stream()
            .map(
                run ->
                    new Figures(
                        run.path().toString(),
                        run.network(),
                        run.data(),
                        run.history().epochs().size(),
                        run.metrics()))
            .toList());
    return CommandRunner.DONE;
  }
}
