package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.dl4jlab.cifar.data.FakeCifar;
import org.dl4jlab.source.RemoteFile;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --data auto}: the cache, the download, the sample. */
@Timeout(120)
class RealDataTest {

  @TempDir Path temp;

  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private byte[] archive;
  private Path cache;

  @BeforeEach
  void serve() throws IOException {
    archive = FakeCifar.archive(4);
    cache = temp.resolve("cache");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/cifar.tar.gz",
        exchange -> {
          requests.incrementAndGet();
          try (exchange) {
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Cli cli(String path, String sha256) {
    int port = server.getAddress().getPort();
    return CifarCli.of(
        cache,
        new RemoteFile(
            "cifar.tar.gz",
            URI.create("http://127.0.0.1:%d%s".formatted(port, path)),
            archive.length,
            sha256));
  }

  private Cli cli() {
    return cli("/cifar.tar.gz", DigestUtils.sha256Hex(archive));
  }

  private Cli.Result explore(Cli cli, Object... more) {
    Object[] args = new Object[3 + more.length];
    args[0] = "explore";
    args[1] = "--out";
    args[2] = temp.resolve("sheet.png");
    System.arraycopy(more, 0, args, 3, more.length);
    return cli.run(args);
  }

  private Set<String> inCache() throws IOException {
    try (var files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void isDownloadedAndUnpackedOnceThenReadFromTheCache() throws IOException {
    Cli cli = cli();
    String first = explore(cli).assertDone().out();
    assertTrue(first.contains("Downloading http://127.0.0.1"), first);
    assertTrue(first.contains("Data: CIFAR-10 from"), first);
    assertTrue(first.contains("20 images to train on, 4 to test on"), first);
    assertEquals(Set.of("cifar-10-batches-bin", "cifar.tar.gz.lock"), inCache());

    server.stop(0);
    String second = explore(cli).assertDone().out();
    assertFalse(second.contains("Downloading"), second);
    assertFalse(second.contains("used as it is"), second);
    assertTrue(second.contains("20 images to train on, 4 to test on"), second);
    assertEquals(1, requests.get());
  }

  @Test
  void offlineAsksNoServerAndGoesOnWithTheSample() {
    String out = explore(cli(), "--offline").assertDone().out();
    assertTrue(out.contains("using the built-in sample"), out);
    assertTrue(out.contains("Data: sample from built-in"), out);
    assertEquals(0, requests.get());
    assertFalse(Files.exists(cache));
  }

  @Test
  void hostOutOfReachIsOneLineThenTheSample() {
    Cli cli = cli();
    server.stop(0);
    Cli.Result result = explore(cli).assertDone();
    long lines =
        result.out().lines().filter(line -> line.contains("could not be downloaded")).count();
    assertEquals(1, lines, result.out());
    assertTrue(result.out().contains("127.0.0.1 cannot be reached"), result.out());
    assertTrue(result.out().contains("Data: sample from built-in"), result.out());
    assertEquals("", result.err());
  }

  @Test
  void serverThatLacksTheFileIsToldTruly() {
    String out = explore(cli("/other.tar.gz", "0")).assertDone().out();
    assertTrue(out.contains("answered with HTTP status 404"), out);
    assertTrue(out.contains("Data: sample"), out);
  }

  @Test
  void otherChecksumIsAFailureThatLeavesNothing() throws IOException {
    explore(cli("/cifar.tar.gz", "0".repeat(64))).assertFailed("The checksum of");
    assertEquals(Set.of("cifar.tar.gz.lock"), inCache());
  }

  @Test
  void folderThatAPersonPutIntoTheCacheIsUsedAsItIs() throws IOException {
    Path folder = FakeCifar.folder(cache.resolve("cifar-10-batches-bin"), 3);
    String out = explore(cli()).assertDone().out();
    assertTrue(out.contains("Data: %s, used as it is".formatted(folder)), out);
    assertTrue(out.contains("15 images to train on"), out);
    assertEquals(0, requests.get());
  }

  @Test
  void archiveThatAPersonPutIntoTheCacheIsUsedAsItIs() throws IOException {
    Files.createDirectories(cache);
    Path file = Files.write(cache.resolve("cifar.tar.gz"), FakeCifar.archive(3));
    String out = explore(cli()).assertDone().out();
    assertTrue(out.contains("Data: %s, used as it is".formatted(file)), out);
    assertTrue(out.contains("15 images to train on"), out);
    assertEquals(0, requests.get());
  }

  @Test
  void rawDataIsTrainedOnUnderItsName() throws IOException {
    Path run = temp.resolve("run");
    String out =
        cli().run("train", "--network", "cnn", "--epochs", 1, "--run", run).assertDone().out();
    assertTrue(out.contains("Test (CIFAR-10, 4 images)"), out);
    assertFalse(out.contains("sample"), out);
    assertTrue(Files.readString(run.resolve("metrics.json")).contains("\"CIFAR-10\""));
  }
}
