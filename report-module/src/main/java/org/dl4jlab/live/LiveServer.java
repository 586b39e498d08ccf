package org.dl4jlab.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Answers GET requests for a few paths, usually from this machine's own browsers. Then names other
 * than the loopback address's are refused, so that no page of the web can reach it by a name that
 * it makes point here (DNS rebinding).
 */
final class LiveServer implements AutoCloseable {

  private static final int BAD_METHOD = 405;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  /** Who listens to events keeps a thread, which costs memory that the training may need. */
  static final int MOST_ANSWERS = 24;

  private static final int MOST_THREADS = MOST_ANSWERS + 8; // to tell others so
  private static final int MOST_WAITING = 256;
  private static final long IDLE_SECONDS = 10;
  private static final long PATIENCE_MILLIS = 500;
  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control",
          "no-store",
          "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'self'; connect-src 'self'; frame-ancestors 'none'",
          "Referrer-Policy",
          "no-referrer",
          "X-Content-Type-Options",
          "nosniff");

  /** What is at a path. */
  interface Resource {
    String contentType();

    void writeTo(OutputStream out) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final boolean anyName;
  private final Map<String, Resource> resources;
  private final Phaser answers = new Phaser(1); // under way
  private final Semaphore places = new Semaphore(MOST_ANSWERS);

  /**
   * @param server bound, not started
   * @param anyName whether it answers to names other than the loopback address's: its paths are
   *     secret then
   * @param resources by path
   */
  LiveServer(HttpServer server, boolean anyName, Map<String, Resource> resources) {
    this.server = server;
    this.anyName = anyName;
    this.resources = Map.copyOf(resources);
    threads = threads();
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Never more, whoever asks; a connection beyond those that wait is dropped. */
  private static ExecutorService threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            MOST_THREADS,
            MOST_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            daemons());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** The training ends when it is over, whoever still looks. */
  private static ThreadFactory daemons() {
    return work -> {
      Thread thread = new Thread(work, "live page");
      thread.setDaemon(true);
      return thread;
    };
  }

  /** An answer is over when its exchange is closed, which may write its last bytes. */
  private void answer(HttpExchange exchange) throws IOException {
    answers.register();
    try {
      respond(exchange);
    } finally {
      answers.arriveAndDeregister();
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      HEADERS.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      Resource resource = resources.get(exchange.getRequestURI().getPath());
      if (!isOwn(exchange.getRequestHeaders().getFirst("Host"))) {
        refuse(exchange, FORBIDDEN, "This page answers to the loopback address only");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        refuse(exchange, BAD_METHOD, "This page can only be read");
      } else if (resource == null) {
        refuse(exchange, NOT_FOUND, "There is nothing here");
      } else {
        answer(exchange, resource);
      }
    }
  }

  private void answer(HttpExchange exchange, Resource resource) throws IOException {
    if (!places.tryAcquire()) {
      exchange.getResponseHeaders().set("Retry-After", String.valueOf(IDLE_SECONDS));
      refuse(exchange, UNAVAILABLE, "Too many look at this page");
      return;
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", resource.contentType());
      exchange.sendResponseHeaders(OK, 0);
      resource.writeTo(exchange.getResponseBody());
    } finally {
      places.release();
    }
  }

  private boolean isOwn(String host) {
    if (host == null || anyName) {
      return anyName;
    }
    String port = ":" + server.getAddress().getPort();
    return OWN_NAMES.contains(
        host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host);
  }

  private static void refuse(HttpExchange exchange, int status, String reason) throws IOException {
    byte[] text = (reason + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, text.length);
    exchange.getResponseBody().write(text);
  }

  /** Lets answers come to their end, but waits for nobody who does not listen. */
  @Override
  public void close() {
    try {
      answers.awaitAdvanceInterruptibly(answers.arrive(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException someoneDoesNotListen) {
      answers.forceTermination();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdownNow();
  }
}
