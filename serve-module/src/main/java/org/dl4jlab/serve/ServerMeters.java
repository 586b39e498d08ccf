package org.dl4jlab.serve;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dl4jlab.serve.batch.Batcher;
import org.dl4jlab.serve.repository.Entry;

/** What the server counts, in the text format of Prometheus. */
final class ServerMeters {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double[] SAMPLES = {1, 4, 16, 64, 256, 1024};
  private static final Duration[] TIMES =
      Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  MeterRegistry registry() {
    return registry;
  }

  Batcher.Meter ofBatches(String model, String version) {
    Tags tags = Tags.of("model", model, "version", version);
    DistributionSummary samples =
        DistributionSummary.builder("serve.batch.samples")
            .description("Samples that were computed together")
            .tags(tags)
            .serviceLevelObjectives(SAMPLES)
            .register(registry);
    Timer time =
        Timer.builder("serve.batch.compute")
            .description("How long the engine took for a batch")
            .tags(tags)
            .serviceLevelObjectives(TIMES)
            .register(registry);
    return (count, nanos) -> {
      samples.record(count);
      time.record(nanos, TimeUnit.NANOSECONDS);
    };
  }

  void add(Entry entry) {
    Tags tags = Tags.of("model", entry.name(), "version", entry.version());
    Gauge.builder("serve.queue.requests", entry.batcher(), Batcher::waiting)
        .description("Requests that wait for an engine")
        .tags(tags)
        .register(registry);
    Gauge.builder("serve.model.info", () -> 1)
        .description("The models that are served")
        .tags(tags.and("title", entry.model().title()))
        .register(registry);
  }

  byte[] scrape() {
    return registry.scrape().getBytes(StandardCharsets.UTF_8);
  }
}
