package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dl4jlab.page.RunParts;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.Runs;
import picocli.CommandLine.Command;

/** Lists the runs of a family. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "List the runs in the folder runs, latest first.")
final class RunsCommand extends BaseCommand {

  private final String family;

  /** One run's figures as JSON; null where it has none. */
  private record Figures(
      String run, String network, String data, int epochs, String status, Double testAccuracy) {}

  RunsCommand(String family) {
    this.family = family;
  }

  @Override
  public Integer call() throws IOException {
    List<Figures> figures = new ArrayList<>();
    for (Path run : Runs.HERE.of(family)) {
      figures.add(figures(RunParts.read(run)));
    }
    if (figures.isEmpty()) {
      say("There is no run in %s yet", Runs.HERE.home());
    } else {
      print(figures);
    }
    result(figures);
    return CommandRunner.DONE;
  }

  private static Figures figures(RunParts run) {
    Metrics metrics = run.metrics();
    return new Figures(
        run.path().getFileName().toString(),
        run.network(),
        run.data(),
        run.history().epochs().size(),
        metrics == null ? "begun" : metrics.status(),
        metrics == null || metrics.test() == null ? null : metrics.test().accuracy());
  }

  private void print(List<Figures> runs) {
    int width = runs.stream().mapToInt(run -> run.run().length()).max().orElseThrow();
    String line = "%-" + width + "s  %-10s  %6s  %-11s  %8s  %s";
    say(line, "run", "network", "epochs", "status", "accuracy", "data");
    for (Figures run : runs) {
      say(
          line,
          run.run(),
          run.network(),
          run.epochs(),
          run.status(),
          run.testAccuracy() == null ? "" : String.format(Locale.ROOT, "%.4f", run.testAccuracy()),
          run.data());
    }
  }
}
