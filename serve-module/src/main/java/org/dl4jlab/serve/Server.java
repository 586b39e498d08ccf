package org.dl4jlab.serve;

import static org.dl4jlab.serve.http.Route.get;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.serve.batch.BatchOptions;
import org.dl4jlab.serve.batch.Batcher;
import org.dl4jlab.serve.http.Call;
import org.dl4jlab.serve.http.HttpOptions;
import org.dl4jlab.serve.http.HttpServer;
import org.dl4jlab.serve.http.Route;
import org.dl4jlab.serve.http.Workers;
import org.dl4jlab.serve.model.PageSource;
import org.dl4jlab.serve.model.Refusal;
import org.dl4jlab.serve.plain.PlainRoutes;
import org.dl4jlab.serve.protocol.ProtocolRoutes;
import org.dl4jlab.serve.repository.Entry;
import org.dl4jlab.serve.repository.Repository;

/** Serves runs until it is closed. */
public final class Server implements AutoCloseable {

  private static final long SWEEP_MILLIS = 50;
  private static final int WORKERS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final ServerMeters meters = new ServerMeters();
  private final Repository repository;
  private final Workers workers = new Workers(WORKERS);
  private final PageSource pages;
  private final List<Route> routes;
  private final HttpServer http;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "server's clock");
            thread.setDaemon(true);
            return thread;
          });

  private Server(
      List<Run> runs, PageSource pages, BatchOptions batches, HttpOptions options, String version)
      throws IOException {
    this.pages = pages;
    repository = new Repository(entries(runs, batches));
    routes = routes(version);
    http = listen(options);
    sweeper.scheduleWithFixedDelay(
        () -> repository.all().forEach(entry -> entry.batcher().refuseLate()),
        SWEEP_MILLIS,
        SWEEP_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  /**
   * Opens the runs' engines and listens.
   *
   * @param runs one at least; of one name the latest version last
   * @param version of the program, for clients that ask
   * @throws org.dl4jlab.UserException when the port or address cannot be had
   */
  public static Server start(
      List<Run> runs, PageSource pages, BatchOptions batches, HttpOptions options, String version)
      throws IOException {
    return new Server(runs, pages, batches, options, version);
  }

  private List<Entry> entries(List<Run> runs, BatchOptions batches) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Integer> versions = new HashMap<>();
    for (Run run : runs) {
      String version = String.valueOf(versions.merge(run.name(), 1, Integer::sum));
      Batcher batcher =
          new Batcher(
              "%s, version %s".formatted(run.name(), version),
              run.model(),
              batches,
              meters.ofBatches(run.name(), version));
      Entry entry = new Entry(run.name(), version, run.model(), batcher);
      meters.add(entry);
      entries.add(entry);
    }
    return entries;
  }

  private HttpServer listen(HttpOptions options) throws IOException {
    try {
      return new HttpServer(
          options, routes, get("/{page}", this::page), workers, meters.registry());
    } catch (IOException | RuntimeException e) {
      repository.all().forEach(entry -> entry.batcher().close());
      throw e;
    }
  }

  private List<Route> routes(String version) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(ProtocolRoutes.of(repository, version));
    routes.addAll(PlainRoutes.of(repository));
    routes.add(get("/metrics", this::metrics));
    routes.add(get("/openapi.json", OpenApi.of(version)));
    return List.copyOf(routes);
  }

  private void metrics(Call call) {
    call.offload(
        () -> call.answer(200, ServerMeters.CONTENT_TYPE, ByteBuffer.wrap(meters.scrape())));
  }

  private void page(Call call) {
    PageSource.Page page =
        pages
            .at(call.path())
            .orElseThrow(() -> new Refusal(Refusal.NOT_FOUND, "There is nothing here"));
    call.answerHeader("Content-Security-Policy", page.policy());
    call.answerHeader("X-Content-Type-Options", "nosniff");
    call.answerHeader("Referrer-Policy", "no-referrer");
    call.answer(200, page.contentType(), ByteBuffer.wrap(page.content()));
  }

  /** Everything but pages. */
  List<Route> routes() {
    return routes;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return http.address();
  }

  /** Answers what is in work, refuses new connections, and frees everything. */
  @Override
  public void close() {
    http.close();
    sweeper.shutdownNow();
    repository.all().forEach(entry -> entry.batcher().close());
    workers.close();
  }
}
