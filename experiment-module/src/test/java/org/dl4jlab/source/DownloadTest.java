package org.dl4jlab.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.codec.digest.DigestUtils;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloadTest {

  private static final byte[] CONTENT = new byte[300_000];

  static {
    new Random(1).nextBytes(CONTENT);
  }

  @TempDir Path temp;

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> progress = new ArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private HttpServer server;
  private Path target;

  /** What the server does with a request. */
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void prepare() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    target = temp.resolve("file.bin");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:%d/file.bin".formatted(server.getAddress().getPort()));
  }

  private RemoteFile remote(byte[] expected) {
    return new RemoteFile("file.bin", uri(), expected.length, DigestUtils.sha256Hex(expected));
  }

  private static Download download(Duration silence, Map<String, String> environment) {
    Duration enough = Duration.ofSeconds(5);
    return new Download(
        new Download.Patience(enough, silence, enough, enough, 1), new ProxyVariables(environment));
  }

  @Test
  void aProxyIsAskedWithTheNameAndPasswordThatItsAddressHas() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          requests.add(String.valueOf(exchange.getRequestURI()));
          String password = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
          if (password == null) {
            exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
            exchange.sendResponseHeaders(407, -1);
          } else {
            requests.add(password);
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT);
          }
          exchange.close();
        });
    server.start();
    URI elsewhere = URI.create("http://dataset.invalid/file.bin");
    RemoteFile file =
        new RemoteFile("file.bin", elsewhere, CONTENT.length, DigestUtils.sha256Hex(CONTENT));
    String proxy = "http://me:secret@127.0.0.1:" + server.getAddress().getPort();
    download(Duration.ofSeconds(5), Map.of("http_proxy", proxy))
        .fetch(file, target, (soFar, inAll) -> {});
    assertArrayEquals(CONTENT, Files.readAllBytes(target));
    assertEquals(
        "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(UTF_8)),
        requests.get(requests.size() - 1));
    assertEquals(elsewhere.toString(), requests.get(0));
  }

  private void fetch(RemoteFile file) throws IOException {
    new Download().fetch(file, target, (soFar, inAll) -> progress.add(soFar));
  }

  private void serve(Answer answer) {
    server.createContext(
        "/",
        exchange -> {
          requests.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
          try (exchange) {
            answer.to(exchange);
          }
        });
    server.start();
  }

  /** Sends the content from where it is asked for, but breaks off after so many bytes. */
  private Answer inPieces(int most) {
    return exchange -> {
      String range = exchange.getRequestHeaders().getFirst("Range");
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      send(
          exchange, from == 0 ? 200 : 206, Arrays.copyOfRange(CONTENT, from, CONTENT.length), most);
    };
  }

  private void send(HttpExchange exchange, int status, byte[] body, int most) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    int length = Math.min(most, body.length);
    sent.addAndGet(length); // before the client can have it all
    exchange.getResponseBody().write(body, 0, length);
    exchange.getResponseBody().flush();
  }

  private void assertNothingLeft() throws IOException {
    try (var files = Files.list(temp)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void fetchesAFile() throws IOException {
    serve(inPieces(Integer.MAX_VALUE));
    fetch(remote(CONTENT));
    assertArrayEquals(CONTENT, Files.readAllBytes(target));
    assertEquals(List.of("null"), requests);
    assertEquals(CONTENT.length, progress.get(progress.size() - 1));
    assertFalse(Files.exists(temp.resolve("file.bin.part")));
  }

  @Test
  void goesOnAfterABreakSoThatNoByteIsSentTwice() throws IOException {
    serve(inPieces(120_000));
    fetch(remote(CONTENT));
    assertArrayEquals(CONTENT, Files.readAllBytes(target));
    assertEquals(List.of("null", "bytes=120000-", "bytes=240000-"), requests);
    assertEquals(CONTENT.length, sent.get());
  }

  @Test
  void nextRunGoesOnWhereOneGaveUp() throws IOException {
    serve(inPieces(80_000));
    assertThrows(IOException.class, () -> fetch(remote(CONTENT)));
    assertEquals(240_000, Files.size(temp.resolve("file.bin.part")));
    assertFalse(Files.exists(target));

    requests.clear();
    fetch(remote(CONTENT));
    assertEquals(List.of("bytes=240000-"), requests);
    assertArrayEquals(CONTENT, Files.readAllBytes(target));
    assertEquals(CONTENT.length, sent.get());
  }

  @Test
  void serverThatIgnoresRangesSendsTheWholeFileAgain() throws IOException {
    Files.write(temp.resolve("file.bin.part"), Arrays.copyOf(CONTENT, 1000));
    serve(exchange -> send(exchange, 200, CONTENT, CONTENT.length));
    fetch(remote(CONTENT));
    assertEquals(List.of("bytes=1000-"), requests);
    assertArrayEquals(CONTENT, Files.readAllBytes(target));
  }

  @Test
  void completePartIsCheckedWithoutAskingTheServer() throws IOException {
    Files.write(temp.resolve("file.bin.part"), CONTENT);
    serve(inPieces(Integer.MAX_VALUE));
    fetch(remote(CONTENT));
    assertEquals(List.of(), requests);
    assertArrayEquals(CONTENT, Files.readAllBytes(target));
  }

  @Test
  void otherStatusIsToldAndLeavesNothing() throws IOException {
    serve(exchange -> exchange.sendResponseHeaders(404, -1));
    var e = assertThrows(IOException.class, () -> fetch(remote(CONTENT)));
    assertEquals("127.0.0.1 answered with HTTP status 404", e.getMessage());
    assertEquals(1, requests.size());
    assertNothingLeft();
  }

  @Test
  void wrongChecksumLeavesNothing() throws IOException {
    byte[] other = CONTENT.clone();
    other[77]++;
    serve(exchange -> send(exchange, 200, other, other.length));
    var e = assertThrows(UserException.class, () -> fetch(remote(CONTENT)));
    assertTrue(e.getMessage().contains(DigestUtils.sha256Hex(other)), e.getMessage());
    assertTrue(e.getMessage().contains(DigestUtils.sha256Hex(CONTENT)), e.getMessage());
    assertNothingLeft();
  }

  @Test
  void longerFileThanExpectedIsNotReadToItsEndAndLeavesNothing() throws IOException {
    serve(exchange -> send(exchange, 200, CONTENT, CONTENT.length));
    byte[] expected = Arrays.copyOf(CONTENT, 10_000);
    var e = assertThrows(UserException.class, () -> fetch(remote(expected)));
    assertTrue(e.getMessage().contains("longer"), e.getMessage());
    assertTrue(progress.get(progress.size() - 1) <= 10_000 + (1 << 16));
    assertNothingLeft();
  }

  @Test
  void refusedConnectionFailsAtOnce() throws IOException {
    server.start();
    RemoteFile file = remote(CONTENT);
    server.stop(0);
    assertThrows(ConnectException.class, () -> fetch(file));
    assertNothingLeft();
  }

  @Test
  void partThatTheServerKnowsNothingOfIsBegunAnew() throws IOException {
    Files.write(temp.resolve("file.bin.part"), Arrays.copyOf(CONTENT, 299_999));
    serve(
        exchange -> {
          if (exchange.getRequestHeaders().containsKey("Range")) {
            exchange.sendResponseHeaders(416, -1);
          } else {
            send(exchange, 200, CONTENT, CONTENT.length);
          }
        });
    fetch(remote(CONTENT));
    assertEquals(List.of("bytes=299999-", "null"), requests);
    assertArrayEquals(CONTENT, Files.readAllBytes(target));
  }

  @Test
  void serverThatRefusesWholeFilesTooIsGivenUp() throws IOException {
    serve(exchange -> exchange.sendResponseHeaders(416, -1));
    assertThrows(IOException.class, () -> fetch(remote(CONTENT)));
    assertNothingLeft();
  }

  @Test
  void silentServerIsGivenUp() {
    CountDownLatch end = new CountDownLatch(1);
    serve(
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Download impatient = download(Duration.ofMillis(200), Map.of());
    IOException e =
        assertThrows(
            IOException.class,
            () -> impatient.fetch(remote(CONTENT), target, (soFar, inAll) -> {}));
    end.countDown();
    assertInstanceOf(SocketTimeoutException.class, e);
  }
}
