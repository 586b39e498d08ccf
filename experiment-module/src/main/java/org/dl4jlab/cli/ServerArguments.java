package org.dl4jlab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.dl4jlab.UserException;
import org.dl4jlab.engine.Backend;
import org.dl4jlab.serve.batch.BatchOptions;
import org.dl4jlab.serve.http.HttpOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where a server listens, for whom, and how it gathers batches. */
final class ServerArguments {

  private static final int ENGINE_CHOOSES = 0;

  @Option(names = "--port", description = "Where to listen; 0 for any free port (default 8080).")
  private int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Of which of this machine's addresses; 0.0.0.0 for all (default 127.0.0.1, which only this machine's own programs reach).")
  private String host = "127.0.0.1";

  @Option(names = "--max-batch", description = "Samples that are computed together (default 64).")
  private int maxBatch = 64;

  @Option(
      names = "--max-delay",
      converter = TimeConverter.class,
      description = "How long a batch waits for requests that are being received (default 2ms).")
  private Duration maxDelay = Duration.ofMillis(2);

  @Option(
      names = "--max-queue",
      description = "Requests that may wait for a model; others are refused (default 1024).")
  private int maxQueue = 1024;

  @Option(
      names = "--deadline",
      converter = TimeConverter.class,
      description = "How long a request may wait (default 10s).")
  private Duration deadline = Duration.ofSeconds(10);

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Engines of each model, each with a thread (default one per core).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @ArgGroup private Token token;

  /** In one of two ways. */
  private static final class Token {

    @Option(
        names = "--token",
        description = "What requests have to bring: Authorization: Bearer TOKEN.")
    private String value;

    @Option(names = "--token-file", description = "The same from a file, which others cannot see.")
    private Path file;

    private String read() {
      if (file == null) {
        return value;
      }
      try {
        return Files.readString(file).strip();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Option(
      names = "--cors",
      paramLabel = "ORIGIN",
      description = "Lets pages of this origin ask, such as https://example.org (default none).")
  private String cors;

  @Option(names = "--access-log", description = "Print a line for each request.")
  private boolean accessLog;

  /**
   * @throws IllegalArgumentException when an option has no such value
   */
  BatchOptions batches() {
    return Backend.onGpu()
        ? new BatchOptions(maxBatch, maxDelay, maxQueue, deadline, 1, ENGINE_CHOOSES)
        : new BatchOptions(maxBatch, maxDelay, maxQueue, deadline, threads, 1);
  }

  /**
   * @param log takes a line for each request
   * @throws IllegalArgumentException when an option has no such value
   * @throws UserException when the token cannot be read
   */
  HttpOptions http(Consumer<String> log) {
    return new HttpOptions(
        host, port, token == null ? null : token.read(), cors, accessLog ? log : null);
  }
}
