package org.dl4jlab.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.live.LiveServer.Resource;

/**
 * The page's parts as <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">
 * server-sent events</a>, one stream a browser, every second until the training is over.
 */
final class LiveEvents implements Resource, AutoCloseable {

  private static final long INTERVAL_MILLIS = 1000;

  private final LiveView view;
  private final String lastWords;
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * @param lastWords shown when the training is over
   */
  LiveEvents(LiveView view, String lastWords) {
    this.view = view;
    this.lastWords = lastWords;
  }

  @Override
  public String contentType() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try {
      int epochsShown = -1;
      boolean last;
      do {
        last = over.await(epochsShown < 0 ? 0 : INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        LiveView.Parts parts = view.parts();
        send(out, "progress", parts.progress());
        if (parts.epochsDone() != epochsShown) {
          send(out, "epochs", parts.epochs());
          epochsShown = parts.epochsDone();
        }
        out.flush();
      } while (!last);
      send(out, "over", lastWords);
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(OutputStream out, String event, String data) throws IOException {
    StringBuilder text = new StringBuilder("event: ").append(event).append('\n');
    data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
    out.write(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Lets every stream say its last words. */
  @Override
  public void close() {
    over.countDown();
  }
}
