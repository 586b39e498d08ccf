package org.dl4jlab.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Makes progress bars as wide as the person's terminal, which leave its signals alone. */
public final class ProgressBars {

  private static final int USUAL_WIDTH = 80;
  private static final int NARROWEST = 20;
  private static int width;

  private ProgressBars() {}

  /**
   * A bar on stderr, to be given its name and length.
   *
   * <p>The library's own way to find the width takes Ctrl-C away from the program: the process
   * would end without saving.
   */
  public static ProgressBarBuilder builder() {
    return new ProgressBarBuilder()
        .setConsumer(new ConsoleProgressBarConsumer(System.err, width() - 1));
  }

  private static synchronized int width() {
    if (width == 0) {
      width = measured();
    }
    return width;
  }

  private static int measured() {
    try (Terminal terminal =
        TerminalBuilder.builder().system(true).dumb(true).nativeSignals(false).build()) {
      return terminal.getWidth() > 0 ? Math.max(NARROWEST, terminal.getWidth()) : USUAL_WIDTH;
    } catch (IOException e) {
      throw new UncheckedIOException("The terminal cannot be asked for its width", e);
    }
  }
}
