package org.dl4jlab.source;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.dl4jlab.terminal.ProgressBars;

/**
 * Shows how far something is, be it told by any thread: as a bar on a terminal, and as a line every
 * tenth of it elsewhere.
 */
public final class ConsoleProgress implements Download.Progress {

  private static final int LINES = 10;

  private final Task task;
  private final PrintWriter out;
  private final boolean live;
  private ProgressBar bar;
  private long started;
  private long tenths;

  /**
   * What is shown.
   *
   * @param name on the bar
   * @param line of a tenth, with how much is done and how much there is
   * @param unit in which both are counted
   * @param size of a unit
   * @param patience for how long nobody wonders what is going on
   */
  private record Task(String name, String line, String unit, long size, Duration patience) {}

  private ConsoleProgress(Task task, PrintWriter out, boolean live) {
    this.task = task;
    this.out = out;
    this.live = live;
  }

  /** Of a download, in bytes. */
  public static ConsoleProgress ofDownload(PrintWriter out, boolean live) {
    Task task = new Task("Download", "Downloaded %,d of %,d MB", "MB", 1 << 20, Duration.ZERO);
    return new ConsoleProgress(task, out, live);
  }

  /** Of files that are read, unless that is done in two seconds. */
  public static ConsoleProgress ofReading(PrintWriter out, boolean live) {
    Task task = new Task("Reading", "Read %,d of %,d files", " files", 1, Duration.ofSeconds(2));
    return new ConsoleProgress(task, out, live);
  }

  @Override
  public synchronized void arrived(long soFar, long inAll) {
    started = started == 0 ? System.nanoTime() : started;
    if (System.nanoTime() - started < task.patience().toNanos()) {
      return;
    }
    if (live) {
      if (bar == null) {
        bar =
            ProgressBars.builder()
                .setTaskName(task.name())
                .setInitialMax(inAll)
                .setUnit(task.unit(), task.size())
                .showSpeed()
                .build();
      }
      bar.stepTo(soFar);
    } else if (soFar * LINES / inAll > tenths) {
      tenths = soFar * LINES / inAll;
      out.println(
          String.format(Locale.ROOT, task.line(), soFar / task.size(), inAll / task.size()));
      out.flush();
    }
  }

  /** Takes the bar away; what is told next is something else. */
  @Override
  public synchronized void ended() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    started = 0;
    tenths = 0;
  }
}
