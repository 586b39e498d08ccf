package org.dl4jlab.serve.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Counts requests and times them, and tells of each where an access log is wanted. */
final class Traffic {

  private static final Duration[] BUCKETS =
      Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private record Kind(String method, String route, int status) {}

  private final MeterRegistry registry;
  private final Consumer<String> log;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
  private final AtomicInteger active = new AtomicInteger();

  /**
   * @param log takes a line for each request, null for none
   */
  Traffic(MeterRegistry registry, Consumer<String> log) {
    this.registry = registry;
    this.log = log;
  }

  /** How many requests are in work. */
  int active() {
    return active.get();
  }

  void count(HttpServerExchange exchange, String route) {
    active.incrementAndGet();
    long start = System.nanoTime();
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          next.proceed();
          active.decrementAndGet();
          long nanos = System.nanoTime() - start;
          Kind kind = new Kind(method(done), route, done.getStatusCode());
          timers.computeIfAbsent(kind, this::timer).record(Duration.ofNanos(nanos));
          if (log != null) {
            log.accept(line(done, nanos));
          }
        });
  }

  /** Anybody can invent methods, but not here. */
  private static String method(HttpServerExchange exchange) {
    String method = exchange.getRequestMethod().toString();
    return switch (method) {
      case "GET", "HEAD", "POST", "OPTIONS" -> method;
      default -> "other";
    };
  }

  private Timer timer(Kind kind) {
    return Timer.builder("http.server.requests")
        .description("Requests that were answered, and how long it took")
        .tags("method", kind.method(), "uri", kind.route(), "status", "" + kind.status())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private static String line(HttpServerExchange exchange, long nanos) {
    return String.format(
        Locale.ROOT,
        "%s %s %s %s %d %d bytes %.1f ms",
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        exchange.getSourceAddress().getAddress().getHostAddress(),
        exchange.getRequestMethod(),
        exchange.getRequestPath(),
        exchange.getStatusCode(),
        exchange.getResponseBytesSent(),
        nanos / 1e6);
  }
}
