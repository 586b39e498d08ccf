package org.dl4jlab.cli;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Totals;
import org.dl4jlab.train.TrainerListener;

/** Shows an epoch as a live bar on a terminal, and as a line in Keras' words when it is over. */
public final class TrainingProgress implements TrainerListener, AutoCloseable {

  private static final int REDRAW_MILLIS = 200;

  private final PrintWriter out;
  private final boolean live;
  private final int epochs;
  private ProgressBar bar;
  private long started;

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
  public void epochStarted(int epoch, int samples, Totals done) {
    started = System.nanoTime();
    if (live) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("Epoch %d/%d".formatted(epoch, epochs))
              .setInitialMax(samples)
              .startsFrom(done.samples(), java.time.Duration.ZERO)
              .setUpdateIntervalMillis(REDRAW_MILLIS)
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
              .showSpeed()
              .build();
    }
  }

  @Override
  public void batchDone(int epoch, Totals totals) {
    if (live) {
      bar.stepTo(totals.samples());
      bar.setExtraMessage(
          String.format(
              Locale.ROOT, " loss: %.4f - accuracy: %.4f", totals.loss(), totals.accuracy()));
    }
  }

  @Override
  public void epochDone(Engine engine, History history) {
    double seconds = (System.nanoTime() - started) / 1e9;
    close();
    EpochResult epoch = history.epochs().get(history.epochs().size() - 1);
    out.printf(
        Locale.ROOT,
        "Epoch %d/%d - %.1fs - loss: %.4f - accuracy: %.4f - val_loss: %.4f - val_accuracy: %.4f%n",
        epoch.epoch(),
        epochs,
        seconds,
        epoch.loss(),
        epoch.accuracy(),
        epoch.valLoss(),
        epoch.valAccuracy());
    out.flush();
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
