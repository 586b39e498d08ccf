package org.dl4jlab.source;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Shows how many files are read: as a bar on a terminal, and as a line for every tenth elsewhere,
 * unless it is done so soon that nobody wonders.
 */
public final class ReadingProgress implements Download.Progress {

  private static final int LINES = 10;
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private final PrintWriter out;
  private final boolean live;
  private ProgressBar bar;
  private long started;
  private long told; // tenths

  public ReadingProgress(PrintWriter out, boolean live) {
    this.out = out;
    this.live = live;
  }

  @Override
  public synchronized void arrived(long filesSoFar, long filesInAll) {
    if (started == 0) {
      started = System.nanoTime();
    }
    if (System.nanoTime() - started < PATIENCE_NANOS) {
      return;
    }
    if (live) {
      if (bar == null) {
        bar =
            new ProgressBarBuilder()
                .setTaskName("Reading")
                .setInitialMax(filesInAll)
                .showSpeed()
                .build();
      }
      bar.stepTo(filesSoFar);
    } else if (filesSoFar * LINES / filesInAll > told) {
      told = filesSoFar * LINES / filesInAll;
      out.println(String.format(Locale.ROOT, "Read %,d of %,d files", filesSoFar, filesInAll));
      out.flush();
    }
  }

  /** Takes the bar away. */
  @Override
  public synchronized void ended() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    started = 0;
    told = 0;
  }
}
