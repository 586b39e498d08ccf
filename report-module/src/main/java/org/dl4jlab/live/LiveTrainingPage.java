package org.dl4jlab.live;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.dl4jlab.live.LiveServer.Resource;
import org.dl4jlab.page.LivePage;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Predictions;
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
   * @param sampleCount how many samples the validation has
   * @param samples how one of them is shown
   * @param seed picks the samples whose predictions are shown
   * @param lastWords shown when the training is over
   */
  public record Shown(
      LivePage.Frame frame,
      History history,
      int epochs,
      int sampleCount,
      Samples samples,
      List<String> classNames,
      long seed,
      String lastWords) {}

  /** Shows a sample of the validation; asked on the page's threads, while the network trains. */
  @FunctionalInterface
  public interface Samples {
    PredictedSample show(int number, Predictions predictions);
  }

  private static final int TOKEN_BYTES = 16;

  private final HttpServer port;
  private final String path; // which the page's own path begins with
  private LiveServer server;
  private LiveEvents events;

  private LiveTrainingPage(HttpServer port, String path) {
    this.port = port;
    this.path = path;
  }

  /**
   * Takes a port, before anything slow is done. Where other machines reach it, only who knows the
   * address, which has a secret in it, sees the page.
   *
   * @throws org.dl4jlab.UserException when it cannot be had
   */
  public static LiveTrainingPage open(LivePort port) throws IOException {
    return new LiveTrainingPage(port.open(), port.isOpen() ? "/%s/".formatted(token()) : "/");
  }

  private static String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Begins to serve; the listener is to be told of the training. */
  public TrainerListener serve(Shown shown) {
    LiveTraining training = new LiveTraining(shown.history(), shown.epochs());
    LiveView view = new LiveView(training::state, shown);
    events = new LiveEvents(view, shown.lastWords());
    server =
        new LiveServer(
            port,
            isOpen(),
            Map.of(
                path,
                new Text("text/html; charset=utf-8", LivePage.frame(shown.frame())),
                path + "live.js",
                new Text("text/javascript; charset=utf-8", LivePage.SCRIPT),
                path + "events",
                events));
    return training;
  }

  /** Where it is served; others name this machine as they know it. */
  public String address() {
    InetAddress bound = port.getAddress().getAddress();
    String host = bound.isAnyLocalAddress() ? "127.0.0.1" : bound.getHostAddress();
    String name = host.contains(":") ? "[%s]".formatted(host) : host;
    return "http://%s:%d%s".formatted(name, port.getAddress().getPort(), path);
  }

  /** Whether other machines may reach it. */
  public boolean isOpen() {
    return !port.getAddress().getAddress().isLoopbackAddress();
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
