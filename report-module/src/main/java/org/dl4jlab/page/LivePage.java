package org.dl4jlab.page;

import java.util.List;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;

/** A training while it runs, as HTML: the frame once, its parts again and again. */
public final class LivePage {

  private static final int MOST_EPOCHS = 100;
  private static final int FEW_EPOCHS = 50;

  /** The page's script. */
  public static final String SCRIPT = Templates.PAGES.resource("live.js");

  /**
   * What stays the same.
   *
   * @param report where the run's report will be
   */
  public record Frame(String title, String lead, boolean sample, String report) {}

  /**
   * What changes with each step.
   *
   * @param epochs how many there will be
   * @param loss of the epoch so far
   * @param accuracy of the epoch so far
   * @param samplesASecond NaN before it is known
   * @param secondsLeft NaN before it is known
   * @param share of the whole training that is done
   */
  public record Progress(
      int epoch,
      int epochs,
      double loss,
      double accuracy,
      double samplesASecond,
      double secondsLeft,
      double share) {}

  private record FrameView(
      String style,
      String title,
      String lead,
      boolean sample,
      List<String> notices,
      String report) {}

  private record ProgressView(String percent, List<Tile> tiles) {}

  private record EpochsView(Curves curves, Table epochs, ReportPage.Samples predictions) {}

  private LivePage() {}

  /** The page without its moving parts. */
  public static String frame(Frame frame) {
    return Templates.PAGES.fill(
        "live",
        new FrameView(
            Templates.PAGES.resource("style.css"),
            frame.title(),
            frame.lead(),
            frame.sample(),
            List.of(),
            frame.report()));
  }

  /** How far the training is. */
  public static String progress(Progress now, History history) {
    EpochResult last = history.last().orElse(null);
    return Templates.PAGES.fill(
        "live-progress",
        new ProgressView(
            Figures.tenths(100 * now.share()),
            List.of(
                new Tile(
                    "epoch",
                    "%s of %s".formatted(Figures.count(now.epoch()), Figures.count(now.epochs())),
                    ""),
                new Tile("loss", Figures.precise(now.loss()), validation(last, true)),
                new Tile("accuracy", Figures.percent(now.accuracy()), validation(last, false)),
                new Tile("samples per second", Figures.rate(now.samplesASecond()), ""),
                new Tile("time left", Figures.duration(now.secondsLeft()), ""))));
  }

  private static String validation(EpochResult last, boolean loss) {
    return last == null
        ? ""
        : "validation "
            + (loss ? Figures.precise(last.valLoss()) : Figures.percent(last.valAccuracy()));
  }

  /**
   * What changes with each epoch.
   *
   * @param epochs how many there will be
   * @param samples always the same ones, as the network predicts them now
   */
  public static String epochs(
      History history, int epochs, List<PredictedSample> samples, List<String> classNames) {
    Epochs shown = Epochs.of(history, MOST_EPOCHS);
    return Templates.PAGES.fill(
        "live-epochs",
        new EpochsView(
            shown.isEmpty() ? null : Curves.ofRun(shown, endOfAxis(shown.count(), epochs)),
            shown.isEmpty() ? null : shown.table("Loss and accuracy of each epoch"),
            ReportPage.Samples.of(samples, classNames)));
  }

  /** Few epochs grow into their axis; of many, the axis grows with them. */
  private static int endOfAxis(int done, int epochs) {
    return Math.min(epochs, Math.max(FEW_EPOCHS, done + done / 4));
  }
}
