package org.dl4jlab.live;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.live.LiveServer.Resource;
import org.dl4jlab.page.LivePage;
import org.dl4jlab.train.History;
import org.dl4jlab.train.TrainerListener;

/**
 * Shows a training in browsers on this machine, from its beginning to its end. It works on threads
 * of its own, from what the training leaves for it.
 */
public final class LiveTrainingPage implements AutoCloseable {

  /**
   * What is shown.
   *
   * @param history what an earlier run has done
   * @param epochs how many there will be
   * @param samples of the validation
   * @param seed picks the samples whose predictions are shown
   * @param lastWords shown when the training is over
   */
  public record Shown(
      LivePage.Frame frame,
      History history,
      int epochs,
      Dataset samples,
      List<String> classNames,
      long seed,
      String lastWords) {}

  private final HttpServer port;
  private LiveServer server;
  private LiveEvents events;

  private LiveTrainingPage(HttpServer port) {
    this.port = port;
  }

  /**
   * Takes a port, before anything slow is done.
   *
   * @param port {@link LivePort#ANY} or the one to take
   * @throws org.dl4jlab.UserException when that one cannot be had
   */
  public static LiveTrainingPage open(int port) throws IOException {
    return new LiveTrainingPage(LivePort.open(port));
  }

  /** Begins to serve; the listener is to be told of the training. */
  public TrainerListener serve(Shown shown) {
    LiveTraining training = new LiveTraining(shown.history(), shown.epochs());
    LiveView view =
        new LiveView(training::state, shown.samples(), shown.classNames(), shown.seed());
    events = new LiveEvents(view, shown.lastWords());
    server =
        new LiveServer(
            port,
            Map.of(
                "/", new Text("text/html; charset=utf-8", LivePage.frame(shown.frame())),
                "/live.js", new Text("text/javascript; charset=utf-8", LivePage.SCRIPT),
                "/events", events));
    return training;
  }

  /** Where it is served. */
  public String address() {
    return "http://127.0.0.1:%d/".formatted(port.getAddress().getPort());
  }

  /** Tells those who look that the training is over, and goes away. */
  @Override
  public void close() {
    if (server == null) {
      port.stop(0);
      return;
    }
    events.close();
    server.close();
  }

  /** Something that never changes. */
  private record Text(String contentType, String text) implements Resource {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
