package org.dl4jlab.source;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.codec.digest.DigestUtils;
import org.dl4jlab.UserException;

/**
 * Fetches a file into the cache: goes on where a broken download ended, and keeps only what has the
 * right size and checksum.
 *
 * <p>{@link HttpURLConnection} and not {@link HttpClient}, because only it can notice a server that
 * falls silent in the middle of a file.
 */
public final class Download {

  /** Is told of every piece that has arrived. */
  @FunctionalInterface
  public interface Progress {
    void arrived(long bytesSoFar, long bytesInAll);

    /** Nothing more will arrive, be it that all is there or that the download failed. */
    default void ended() {}
  }

  /**
   * How long is waited.
   *
   * @param connect for a connection
   * @param silence for the next byte
   * @param answer from the request to the first byte of the file, whatever comes before
   * @param window in which at least so many bytes of the file have to come
   */
  record Patience(
      Duration connect, Duration silence, Duration answer, Duration window, long bytes) {

    /** The slowest modems of the nineties were faster. */
    static final Patience USUAL =
        new Patience(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            60 << 10);
  }

  private static final int ATTEMPTS = 3;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int RANGE_REFUSED = 416;
  private static final String NO_END = "no answer came to its end";

  private final Patience patience;
  private final ProxyVariables proxies;

  public Download() {
    this(Patience.USUAL, ProxyVariables.ofProcess());
  }

  Download(Patience patience, ProxyVariables proxies) {
    this.patience = patience;
    this.proxies = proxies;
  }

  /**
   * Fetches the file unless it is there already. Its unfinished part is {@code TARGET.part}.
   *
   * @throws IOException when the host cannot be reached, breaks off repeatedly or is too slow
   * @throws UserException when what arrived is not the file that was expected
   */
  public void fetch(RemoteFile file, Path target, Progress progress) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    for (int attempt = 1; !complete(part, file); attempt++) {
      try {
        receive(file, part, progress);
        if (!complete(part, file)) {
          throw new IOException("the connection closed before the end");
        }
      } catch (IOException e) {
        if (attempt == ATTEMPTS || size(part) == 0 && !(e instanceof RangeRefused)) {
          throw e;
        }
      }
    }
    String sha256 = new DigestUtils(SHA_256).digestAsHex(part);
    if (!sha256.equals(file.sha256())) {
      Files.delete(part);
      throw new UserException(
          "The checksum of %s differs: SHA-256 %s instead of %s. The download was thrown away; try again, or bring the file yourself"
              .formatted(file.uri(), sha256, file.sha256()));
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean complete(Path part, RemoteFile file) throws IOException {
    long size = size(part);
    if (size > file.bytes()) {
      Files.delete(part);
      throw new UserException(
          "%s is longer than the %,d bytes that were expected; the download was thrown away"
              .formatted(file.uri(), file.bytes()));
    }
    return size == file.bytes();
  }

  private void receive(RemoteFile file, Path part, Progress progress) throws IOException {
    long have = size(part);
    HttpURLConnection connection = connect(file.uri(), have);
    try {
      int status = status(connection);
      if (status == RANGE_REFUSED && have > 0) { // the file is not what it was
        Files.delete(part);
        throw new RangeRefused(file.uri().getHost());
      }
      boolean resumed = status == HttpURLConnection.HTTP_PARTIAL;
      if (!resumed && status != HttpURLConnection.HTTP_OK) {
        throw new IOException(
            "%s answered with HTTP status %d".formatted(file.uri().getHost(), status));
      }
      long arrived = resumed ? have : 0;
      try (InputStream in = connection.getInputStream();
          OutputStream out =
              Files.newOutputStream(
                  part,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  resumed ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
        byte[] buffer = new byte[BUFFER_BYTES];
        Pace pace = new Pace(patience);
        for (int n; arrived <= file.bytes() && (n = in.read(buffer)) >= 0; ) {
          out.write(buffer, 0, n);
          arrived += n;
          pace.arrived(n);
          progress.arrived(arrived, file.bytes());
        }
      }
    } finally {
      connection.disconnect();
    }
  }

  /** The status of the answer, which may be a long time in coming although bytes do come. */
  private int status(HttpURLConnection connection) throws IOException {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              over.set(true);
              connection.disconnect();
            },
            CompletableFuture.delayedExecutor(patience.answer().toMillis(), TimeUnit.MILLISECONDS));
    try {
      int status = connection.getResponseCode();
      if (over.get()) {
        throw new IOException(NO_END);
      }
      return status;
    } catch (IOException e) {
      throw over.get() ? new IOException(NO_END, e) : e;
    } catch (StackOverflowError interimAnswersWithoutEnd) { // Java reads each within the one before
      throw new IOException(NO_END, interimAnswersWithoutEnd);
    } finally {
      end.cancel(false);
    }
  }

  private HttpURLConnection connect(URI uri, long from) throws IOException {
    HttpURLConnection connection = proxies.open(uri);
    connection.setConnectTimeout((int) patience.connect().toMillis());
    connection.setReadTimeout((int) patience.silence().toMillis());
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=" + from + "-");
    }
    return connection;
  }

  /** The host has nothing from where this download ended; it can only be begun anew. */
  private static final class RangeRefused extends IOException {
    private static final long serialVersionUID = 1;

    RangeRefused(String host) {
      super(host + " has nothing more from where the download ended");
    }
  }

  /** Gives up where too little comes for too long. */
  private static final class Pace {
    private final Patience patience;
    private long windowStart = System.nanoTime();
    private long inWindow;

    Pace(Patience patience) {
      this.patience = patience;
    }

    void arrived(long bytes) throws IOException {
      inWindow += bytes;
      if (inWindow >= patience.bytes()) {
        windowStart = System.nanoTime();
        inWindow = 0;
      } else if (System.nanoTime() - windowStart > patience.window().toNanos()) {
        throw new IOException(
            "only %,d bytes came in %d seconds".formatted(inWindow, patience.window().toSeconds()));
      }
    }
  }

  private static long size(Path part) throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }
}
