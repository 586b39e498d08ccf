package org.dl4jlab.page;

import java.io.IOException;
import java.util.List;
import org.dl4jlab.inspect.Inspection;
import org.dl4jlab.page.Table.Row;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;

/** A run's report: one HTML file that needs nothing else, {@code report.html}. */
public final class ReportPage {

  private static final int MOST_EPOCHS = 1000;

  /**
   * What the template shows.
   *
   * @param style the stylesheet
   * @param lead the run in a sentence
   * @param validation what was validated on what, null where it is not known
   * @param curves null before the first epoch is over
   * @param summaryText the network's layers as text, where they are no table
   */
  private record View(
      String style,
      String title,
      String lead,
      String validation,
      boolean sample,
      List<String> notices,
      List<Tile> tiles,
      Curves curves,
      Table epochs,
      Table layers,
      String summaryText,
      Table results,
      Table classes,
      ConfusionTable confusion,
      Table calibration,
      Samples predictions,
      Samples mistakes,
      List<Inspection.Picture> drawings,
      List<Table> facts) {}

  private ReportPage() {}

  /**
   * Samples with their predictions.
   *
   * @param texts whether they are texts
   * @param marked whether words of theirs are marked
   * @param against the class that one kind of marks speaks for
   * @param speaksFor the class that the other kind speaks for
   */
  record Samples(
      List<SampleView> samples, boolean texts, boolean marked, String against, String speaksFor) {

    static Samples of(List<PredictedSample> samples, List<String> names) {
      if (samples == null || samples.isEmpty()) {
        return null;
      }
      return new Samples(
          samples.stream().map(SampleView::of).toList(),
          samples.stream().anyMatch(sample -> sample.tokens() != null),
          samples.stream().anyMatch(Samples::isMarked),
          names.size() == 2 ? names.get(0) : "other classes",
          names.size() == 2 ? names.get(1) : "the predicted class");
    }

    private static boolean isMarked(PredictedSample sample) {
      return sample.tokens() != null
          && sample.tokens().stream().anyMatch(token -> token.weight() != 0);
    }
  }

  /** Writes the report of a run into its folder, from the files that are there. */
  public static RunParts write(RunFolder folder) throws IOException {
    RunParts run = RunParts.read(folder.path());
    folder.write(RunFolder.REPORT, of(run));
    return run;
  }

  /** The same for a run whose last metrics are still to be written. */
  public static void write(RunFolder folder, Metrics metrics) throws IOException {
    folder.write(RunFolder.REPORT, of(RunParts.read(folder.path()).with(metrics)));
  }

  /** The report as HTML. */
  public static String of(RunParts run) {
    Epochs epochs = Epochs.of(run.history(), MOST_EPOCHS);
    return Templates.PAGES.fill(
        "report",
        new View(
            Templates.PAGES.resource("style.css"),
            "%s on %s".formatted(run.network(), run.data()),
            lead(run),
            validation(run),
            run.onSample(),
            run.notices(),
            Tile.of(run),
            epochs.isEmpty() ? null : Curves.ofRun(epochs, epochs.last().epoch()),
            epochs.isEmpty() ? null : epochs.table("Loss and accuracy of each epoch"),
            run.summary() == null ? null : SummaryTable.of(run.summary()),
            run.summaryText(),
            RunFacts.table("Summary", RunFacts.results(run)),
            classes(run.metrics()),
            ConfusionTable.of(run.metrics()),
            calibration(run.metrics()),
            Samples.of(run.predictions(), run.classNames()),
            Samples.of(run.mistakes(), run.classNames()),
            run.drawings() == null || run.drawings().isEmpty() ? null : run.drawings(),
            facts(run)));
  }

  private static String lead(RunParts run) {
    int done = run.history().epochs().size();
    String status = run.metrics() == null ? "status unknown" : run.metrics().status();
    String asked = run.config() == null ? "" : run.config().options().path("epochs").asText("");
    String epochs =
        asked.isEmpty() || asked.equals(String.valueOf(done))
            ? Figures.counted(done, "epoch", "epochs")
            : "%s of %s epochs".formatted(Figures.count(done), asked);
    return run.config() == null
        ? "%s, %s".formatted(epochs, status)
        : "%s, %s: trained on %s by the %s engine on %s"
            .formatted(
                epochs,
                status,
                Figures.counted(run.config().data().trainSamples(), "sample", "samples"),
                run.config().engine().name(),
                run.config().machine() == null
                    ? "an unknown machine"
                    : run.config().machine().processor());
  }

  private static String validation(RunParts run) {
    return run.config() == null ? null : run.config().data().validationSentence("samples");
  }

  private static Table classes(Metrics metrics) {
    if (metrics == null || metrics.classes() == null) {
      return null;
    }
    return new Table(
        "Per class",
        List.of("class", "precision", "recall", "F1", "samples"),
        metrics.classes().stream()
            .map(
                c ->
                    Row.of(
                        c.name(),
                        Figures.precise(c.precision()),
                        Figures.precise(c.recall()),
                        Figures.precise(c.f1()),
                        Figures.count(c.samples())))
            .toList());
  }

  private static Table calibration(Metrics metrics) {
    if (metrics == null || metrics.binary() == null) {
      return null;
    }
    String last =
        metrics.classes() == null || metrics.classes().size() != 2
            ? "positive"
            : metrics.classes().get(1).name();
    return new Table(
        "Calibration: the predicted probability of %s and the actual share".formatted(last),
        List.of("probability", "samples", "mean", last),
        metrics.binary().calibration().stream()
            .filter(bin -> bin.samples() > 0)
            .map(
                bin ->
                    Row.of(
                        "%s to %s".formatted(Figures.tenths(bin.from()), Figures.tenths(bin.to())),
                        Figures.count(bin.samples()),
                        Figures.precise(bin.probability()),
                        Figures.precise(bin.positives())))
            .toList());
  }

  private static List<Table> facts(RunParts run) {
    return run.config() == null
        ? List.of()
        : List.of(
            RunFacts.table("Options", RunFacts.options(run.config())),
            RunFacts.table("Data", RunFacts.data(run.config())),
            RunFacts.table("Engine and machine", RunFacts.place(run.config())));
  }
}
