package org.dl4jlab.experiment;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.terminal.ProgressBars;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.dl4jlab.train.RunningMetrics;
import org.dl4jlab.train.TrainerListener;

/**
 * Shows an epoch as a live bar on a terminal, and as a line in Keras' words when it is over: its
 * seconds, validation included, and how many samples a second were trained.
 */
public final class TrainingProgress implements TrainerListener, AutoCloseable {

  private static final int REDRAW_MILLIS = 200;

  private final PrintWriter out;
  private final boolean live;
  private final int epochs;
  private ProgressBar bar;
  private volatile long started; // the bar is drawn by a thread of its own
  private int samples; // that this epoch trains here
  private int seenBefore; // of the epoch, by an earlier, interrupted run
  private double trained; // seconds up to the epoch's last batch

  /**
   * @param live whether a line may be drawn over
   * @param epochs how many there will be
   */
  public TrainingProgress(PrintWriter out, boolean live, int epochs) {
    this.out = out;
    this.live = live;
    this.epochs = epochs;
  }

  @Override
  public void epochStarted(int epoch, int samplesInAll, RunningMetrics done) {
    started = System.nanoTime();
    seenBefore = done.samples();
    if (live) {
      String name = "Epoch %d/%d".formatted(epoch, epochs);
      bar =
          ProgressBars.builder()
              .setInitialMax(samplesInAll)
              .startsFrom(done.samples(), Duration.ZERO)
              .setUpdateIntervalMillis(REDRAW_MILLIS)
              .setRenderer(
                  (state, width) ->
                      line(
                          name,
                          state.getCurrent(),
                          state.getMax(),
                          state.getCurrent() - state.getStart(),
                          (System.nanoTime() - started) / 1e9,
                          state.getExtraMessage(),
                          width))
              .build();
    }
  }

  /** Figures first: the library's own line cuts them off where the terminal has 80 columns. */
  static String line(
      String name, long at, long samples, long done, double seconds, String figures, int width) {
    String speed = "?/s";
    String left = "?";
    if (done > 0 && seconds > 0) {
      long remaining = Math.round((samples - at) * seconds / done);
      speed = String.format(Locale.ROOT, "%.0f/s", done / seconds);
      left =
          remaining < 3600
              ? "%d:%02d".formatted(remaining / 60, remaining % 60)
              : "%d:%02d:%02d".formatted(remaining / 3600, remaining / 60 % 60, remaining % 60);
    }
    String before = "%s %3d%% │".formatted(name, 100 * at / samples);
    String after = "│ %s %s left %s".formatted(speed, left, figures).stripTrailing();
    int room = Math.max(0, width - before.length() - after.length());
    int filled = (int) (room * at / samples);
    return before + "█".repeat(filled) + " ".repeat(room - filled) + after;
  }

  @Override
  public void batchDone(int epoch, RunningMetrics totals) {
    samples = totals.samples() - seenBefore;
    trained = seconds();
    if (live) {
      bar.stepTo(totals.samples());
      bar.setExtraMessage(
          String.format(
              Locale.ROOT, "loss: %.4f accuracy: %.4f", totals.loss(), totals.accuracy()));
    }
  }

  @Override
  public void epochDone(Engine engine, History history) {
    double seconds = seconds();
    close();
    EpochResult epoch = history.epochs().get(history.epochs().size() - 1);
    out.printf(
        Locale.ROOT,
        "Epoch %d/%d - %.1fs - %,.0f/s - loss: %.4f - accuracy: %.4f - val_loss: %.4f - val_accuracy: %.4f%n",
        epoch.epoch(),
        epochs,
        seconds,
        samples / trained,
        epoch.loss(),
        epoch.accuracy(),
        epoch.valLoss(),
        epoch.valAccuracy());
    out.flush();
  }

  private double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
