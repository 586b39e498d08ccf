package org.dl4jlab.source;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.dl4jlab.terminal.ProgressBars;

/** Shows a download as a bar on a terminal, and as a line every tenth of it elsewhere. */
public final class DownloadProgress implements Download.Progress {

  private static final long MEGABYTE = 1 << 20;
  private static final int LINES = 10;

  private final PrintWriter out;
  private final boolean live;
  private ProgressBar bar;
  private int tenths;

  public DownloadProgress(PrintWriter out, boolean live) {
    this.out = out;
    this.live = live;
  }

  @Override
  public void arrived(long bytesSoFar, long bytesInAll) {
    if (live) {
      if (bar == null) {
        bar =
            ProgressBars.builder()
                .setTaskName("Download")
                .setInitialMax(bytesInAll)
                .setUnit("MB", MEGABYTE)
                .showSpeed()
                .build();
      }
      bar.stepTo(bytesSoFar);
    } else if (bytesSoFar * LINES / bytesInAll > tenths) {
      tenths = (int) (bytesSoFar * LINES / bytesInAll);
      out.printf(
          Locale.ROOT, "Downloaded %,d of %,d MB%n", bytesSoFar / MEGABYTE, bytesInAll / MEGABYTE);
      out.flush();
    }
  }

  /** Takes the bar away. */
  @Override
  public void ended() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
