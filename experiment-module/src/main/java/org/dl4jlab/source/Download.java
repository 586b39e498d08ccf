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

  private static final int ATTEMPTS = 3;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Duration connectTimeout;
  private final Duration silenceTimeout;
  private final ProxyVariables proxies;

  public Download() {
    this(Duration.ofSeconds(10), Duration.ofSeconds(30), ProxyVariables.ofProcess());
  }

  Download(Duration connectTimeout, Duration silenceTimeout, ProxyVariables proxies) {
    this.connectTimeout = connectTimeout;
    this.silenceTimeout = silenceTimeout;
    this.proxies = proxies;
  }

  /**
   * Fetches the file unless it is there already. Its unfinished part is {@code TARGET.part}.
   *
   * @throws IOException when the host cannot be reached or breaks off repeatedly
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
        if (attempt == ATTEMPTS || size(part) == 0) {
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
      boolean resumed = connection.getResponseCode() == HttpURLConnection.HTTP_PARTIAL;
      if (!resumed && connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException(
            "%s answered with HTTP status %d"
                .formatted(file.uri().getHost(), connection.getResponseCode()));
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
        for (int n; arrived <= file.bytes() && (n = in.read(buffer)) >= 0; ) {
          out.write(buffer, 0, n);
          arrived += n;
          progress.arrived(arrived, file.bytes());
        }
      }
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection connect(URI uri, long from) throws IOException {
    HttpURLConnection connection = proxies.open(uri);
    connection.setConnectTimeout((int) connectTimeout.toMillis());
    connection.setReadTimeout((int) silenceTimeout.toMillis());
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=" + from + "-");
    }
    return connection;
  }

  private static long size(Path part) throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }
}
