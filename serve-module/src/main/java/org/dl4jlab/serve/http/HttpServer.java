package org.dl4jlab.serve.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.undertow.Handlers;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.UserException;
import org.dl4jlab.serve.model.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * An HTTP/1.1 server. It is Undertow's: bodies are received by channels, so that a slow client
 * holds no thread, and all of it takes 3.5 MB of jars. (Javalin and Jetty receive them in threads
 * or through servlets' streams and weigh more, Helidon needs Java 21.) It is put together from its
 * parts, because the whole can only be stopped at once.
 */
public final class HttpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int MOST_CONNECTIONS = 1024;
  private static final int MOST_HEADERS = 64;
  private static final int MOST_HEADER_BYTES = 16 << 10;
  private static final int BUFFER_BYTES = 16 << 10;
  private static final int BACKLOG = 1024;
  private static final int IDLE_MILLIS = 60_000;
  private static final int PARSE_MILLIS = 10_000;
  private static final int WRITE_MILLIS = 30_000;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int QUIET_MILLIS = 50;
  private static final int BODIES_SHARE = 4; // of Java's memory

  static {
    if (System.getProperty("org.jboss.logging.provider") == null) { // read once
      System.setProperty("org.jboss.logging.provider", "slf4j");
    }
  }

  private final Router router;
  private final Gate gate;
  private final Traffic traffic;
  private final Workers workers;
  private final BodyBuffers buffers =
      new BodyBuffers(Runtime.getRuntime().maxMemory() / BODIES_SHARE);
  private final XnioWorker worker;
  private final AcceptingChannel<? extends StreamConnection> channel;
  private volatile boolean stopping;

  /**
   * Starts to listen.
   *
   * @param otherwise answers what is read from any path that no route has
   * @throws UserException when the port or address cannot be had
   */
  public HttpServer(
      HttpOptions options,
      List<Route> routes,
      Route otherwise,
      Workers workers,
      MeterRegistry registry)
      throws IOException {
    this.workers = workers;
    InetAddress address = address(options.host());
    router = new Router(routes, otherwise);
    gate = new Gate(address.isLoopbackAddress(), options.token(), options.origin());
    traffic = new Traffic(registry, options.log());
    worker = Xnio.getInstance(HttpServer.class.getClassLoader()).createWorker(workerOptions());
    HttpOpenListener listener =
        new HttpOpenListener(new DefaultByteBufferPool(true, BUFFER_BYTES), httpOptions());
    listener.setRootHandler(Handlers.httpContinueRead(this::handle));
    channel = listen(new InetSocketAddress(address, options.port()), listener);
    channel.resumeAccepts();
  }

  private static OptionMap workerOptions() {
    return OptionMap.builder()
        .set(Options.WORKER_NAME, "server")
        .set(Options.WORKER_IO_THREADS, Math.min(4, Runtime.getRuntime().availableProcessors()))
        .set(Options.WORKER_TASK_CORE_THREADS, 1)
        .set(Options.WORKER_TASK_MAX_THREADS, 1)
        .set(Options.THREAD_DAEMON, true)
        .getMap();
  }

  private static OptionMap httpOptions() {
    return OptionMap.builder()
        .set(UndertowOptions.MAX_HEADER_SIZE, MOST_HEADER_BYTES)
        .set(UndertowOptions.MAX_HEADERS, MOST_HEADERS)
        .set(UndertowOptions.MAX_PARAMETERS, MOST_HEADERS)
        .set(UndertowOptions.MAX_COOKIES, MOST_HEADERS)
        .set(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
        .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_MILLIS)
        .set(UndertowOptions.MAX_ENTITY_SIZE, 2 * BodyReader.MOST_DISCARDED)
        .set(UndertowOptions.ALWAYS_SET_DATE, false)
        .getMap();
  }

  private AcceptingChannel<? extends StreamConnection> listen(
      InetSocketAddress address, HttpOpenListener listener) throws IOException {
    OptionMap options =
        OptionMap.builder()
            .set(Options.TCP_NODELAY, true)
            .set(Options.REUSE_ADDRESSES, true)
            .set(Options.BACKLOG, BACKLOG)
            .set(Options.WRITE_TIMEOUT, WRITE_MILLIS)
            .set(Options.CONNECTION_HIGH_WATER, MOST_CONNECTIONS)
            .set(Options.CONNECTION_LOW_WATER, MOST_CONNECTIONS - 1)
            .getMap();
    try {
      return worker.createStreamConnectionServer(
          address, accepting -> accept(accepting, listener), options);
    } catch (BindException e) {
      worker.shutdownNow();
      throw String.valueOf(e.getMessage()).contains("Cannot assign")
          ? notHere(address.getHostString(), e)
          : new UserException(
              "Port %d is in use or not allowed; name another with --port"
                  .formatted(address.getPort()),
              e);
    }
  }

  private static void accept(
      AcceptingChannel<StreamConnection> accepting, HttpOpenListener listener) {
    try {
      for (StreamConnection c = accepting.accept(); c != null; c = accepting.accept()) {
        listener.handleEvent(c);
      }
    } catch (ClosedChannelException stopped) {
      // Whoever came in this moment is refused.
    } catch (IOException e) {
      LOG.warn("A connection could not be accepted: {}", e.getMessage());
    }
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw notHere(host, e);
    }
  }

  private static UserException notHere(String host, IOException e) {
    return new UserException(
        "%s is no address of this machine; 0.0.0.0 stands for all of them".formatted(host), e);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return channel.getLocalAddress(InetSocketAddress.class);
  }

  private void handle(HttpServerExchange exchange) {
    Router.Found found = null;
    Refusal refusal = null;
    boolean admitted = true;
    try {
      admitted = gate.admit(exchange);
      found = admitted ? router.find(exchange) : null;
    } catch (Refusal e) {
      refusal = e;
    }
    if (!admitted) {
      return;
    }
    traffic.count(exchange, found == null ? "none" : found.route().path());
    if (stopping) {
      exchange.setPersistent(false);
    }
    Map<String, String> parameters = found == null ? Map.of() : found.parameters();
    Call call = new Call(exchange, parameters, workers, buffers);
    if (refusal == null) {
      call.run(found.route().endpoint());
    } else {
      call.refuse(refusal);
    }
  }

  /** Refuses new connections, answers what is in work, and then ends. */
  @Override
  public void close() {
    stopping = true;
    IoUtils.safeClose(channel);
    try {
      awaitAnswers();
      worker.shutdownNow();
      worker.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Until nothing has been in work for a moment: a request may be on its way. */
  private void awaitAnswers() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    int quiet = 0;
    while (quiet < QUIET_MILLIS && System.nanoTime() < end) {
      Thread.sleep(1);
      quiet = traffic.active() == 0 ? quiet + 1 : 0;
    }
  }
}
