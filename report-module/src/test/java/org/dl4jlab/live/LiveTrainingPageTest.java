package org.dl4jlab.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.Runtime.Version;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.UserException;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.page.LivePage;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.dl4jlab.train.Predictions;
import org.dl4jlab.train.RunningMetrics;
import org.dl4jlab.train.TrainerListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LiveTrainingPageTest {

  private static final ImageDataset IMAGE =
      new ImageDataset(1, 1, 3, new byte[3], new byte[1], List.of("cat", "dog"));

  private static final LiveTrainingPage.Shown SHOWN =
      new LiveTrainingPage.Shown(
          new LivePage.Frame("dense on <sample>", "lead", true, "run/report.html"),
          History.empty(),
          2,
          IMAGE.count(),
          (number, predictions) ->
              PredictedSample.of(IMAGE, number, predictions, IMAGE.classNames()),
          IMAGE.classNames(),
          1,
          "All over");

  private final HttpClient client = HttpClient.newHttpClient();
  private LiveTrainingPage page;
  private TrainerListener training;

  @BeforeEach
  void serve() throws IOException {
    page = LiveTrainingPage.open(new LivePort(LivePort.ANY));
    training = page.serve(SHOWN);
  }

  @AfterEach
  void close() {
    page.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(page.address()).resolve(path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  /** What the server answers to a request whose Host is not what a browser would send. */
  private String statusFor(String host) throws IOException {
    return statusFor(host, "/");
  }

  private String statusFor(String host, String path) throws IOException {
    URI address = URI.create(page.address());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\n%sConnection: close\r\n\r\n"
                  .formatted(path, host)
                  .replace("PORT", String.valueOf(address.getPort()))
                  .getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }
  }

  @Test
  void pageAndScriptAreServedOnTheLoopbackAddress() throws Exception {
    assertTrue(page.address().startsWith("http://127.0.0.1:"), page.address());
    HttpResponse<String> html = get("/");
    assertEquals(200, html.statusCode());
    assertTrue(html.body().contains("<h1>dense on &lt;sample&gt;</h1>"), html.body());
    assertTrue(html.body().contains("<strong>sample</strong>"), html.body());
    assertTrue(
        html.headers()
            .firstValue("Content-Security-Policy")
            .orElseThrow()
            .startsWith("default-src 'none'"));
    assertEquals(200, get("/live.js").statusCode());
  }

  @Test
  void nothingElseIsServed() throws Exception {
    for (String path : List.of("/events/", "/live.js2", "/..", "/favicon.ico", "/etc/passwd")) {
      assertEquals(404, get(path).statusCode(), path);
    }
    HttpResponse<String> post =
        client.send(
            request("/").POST(HttpRequest.BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    assertEquals(405, post.statusCode());
    assertEquals("GET", post.headers().firstValue("Allow").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example:PORT\r\n",
        "Host: evil.example\r\n",
        "Host: 127.0.0.1.evil.example:PORT\r\n",
        "Host: localhost:1\r\n",
        "Host: \r\n",
        "Host: :PORT\r\n"
      })
  void otherNamesAreRefused(String host) throws IOException {
    assertTrue(statusFor(host).contains(" 403 "), host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: 127.0.0.1:PORT\r\n",
        "Host: localhost:PORT\r\n",
        "Host: [::1]:PORT\r\n",
        "Host: localhost\r\n"
      })
  void ownNamesAreAnswered(String host) throws IOException {
    assertTrue(statusFor(host).contains(" 200 "), host);
  }

  /** Again and again, for a stream that is cut off before its end is so now and then only. */
  @RepeatedTest(20)
  void everyStreamComesToItsEnd() throws Exception {
    HttpResponse<java.io.InputStream> response =
        client.send(request("/events").build(), BodyHandlers.ofInputStream());
    page.close();
    String all = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(all.contains("All over"), all);
  }

  @Test
  void streamTellsOfTheTrainingUntilItIsOver() throws Exception {
    training.epochStarted(1, 4, RunningMetrics.NONE);
    training.batchDone(1, new RunningMetrics(2, 1, 1));
    HttpResponse<java.io.InputStream> response =
        client.send(request("/events").build(), BodyHandlers.ofInputStream());
    BufferedReader stream =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    assertTrue(next(stream, "progress").contains("1 of 2"));
    assertTrue(next(stream, "epochs").contains("The curves appear after the first epoch"));

    training.batchDone(1, new RunningMetrics(4, 2, 2));
    training.validated(1, new Predictions(new float[][] {{0.25f, 0.75f}}, new int[] {0}, 1));
    training.epochDone(null, History.empty().with(new EpochResult(1, 2, 0.1, 1.5, 0.2)));
    String epochs = next(stream, "epochs");
    assertTrue(epochs.contains("Training from 2.0000 in epoch 1"), epochs);
    assertTrue(
        epochs.contains("alt=\"test image 0, predicted dog (75.0%), actually cat\""), epochs);

    page.close();
    assertTrue(next(stream, "over").contains("All over"));
    assertEquals(null, stream.readLine(), "the stream has ended");
    assertThrows(ConnectException.class, () -> get("/"));
  }

  /** The data of the next event of that name; others are passed over. */
  private static String next(BufferedReader stream, String event) throws IOException {
    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
      if (line.equals("event: " + event)) {
        StringBuilder data = new StringBuilder();
        for (line = stream.readLine(); !line.isEmpty(); line = stream.readLine()) {
          data.append(line.substring("data: ".length())).append('\n');
        }
        return data.toString();
      }
    }
    throw new AssertionError("the stream ended without the event " + event);
  }

  @Test
  void howManyListenIsBounded() throws Exception {
    URI address = URI.create(page.address());
    byte[] request =
        "GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    List<Socket> listeners = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket socket = new Socket(address.getHost(), address.getPort());
        listeners.add(socket);
        socket.getOutputStream().write(request);
        answers.add(
            new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                .readLine());
      }
      long threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals("live page"))
              .count();
      assertTrue(threads <= 40, threads + " threads");
      assertEquals(
          LiveServer.MOST_ANSWERS,
          answers.stream().filter(answer -> answer.contains(" 200 ")).count());
      assertTrue(answers.get(199).contains(" 503 "), answers.get(199));
    } finally {
      for (Socket listener : listeners) {
        listener.close();
      }
    }
    int status;
    do { // until it has noticed that they are gone
      status = get("/").statusCode();
    } while (status == 503);
    assertEquals(200, status);
  }

  @Test
  void howManyAreConnectedIsBounded() throws Exception {
    assumeTrue(Runtime.version().compareTo(Version.parse("17.0.6")) >= 0, "Java has no bound yet");
    URI address = URI.create(page.address());
    List<Socket> connected = new ArrayList<>();
    try {
      for (int i = 0; i < LivePort.MOST_CONNECTIONS + 50; i++) {
        connected.add(new Socket(address.getHost(), address.getPort()));
      }
      Socket last = connected.get(connected.size() - 1);
      last.setSoTimeout(30_000);
      assertEquals(-1, last.getInputStream().read());
    } finally {
      for (Socket socket : connected) {
        socket.close();
      }
    }
  }

  @Test
  void closingWaitsForNobodyWhoDoesNotListen() throws Exception {
    URI address = URI.create(page.address());
    try (Socket deaf = new Socket(address.getHost(), address.getPort())) {
      deaf.setReceiveBufferSize(1024);
      deaf.getOutputStream()
          .write(
              "GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      page.close();
      assertThrows(ConnectException.class, () -> get("/"));
    }
  }

  @Test
  void namedPortThatIsInUseIsRefused() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String message =
          assertThrows(
                  UserException.class,
                  () -> LiveTrainingPage.open(new LivePort(taken.getLocalPort())))
              .getMessage();
      assertTrue(message.startsWith("Port %d is in use".formatted(taken.getLocalPort())), message);
    }
  }

  @Test
  void withoutAPortThereIsAlwaysAFreeOne() throws IOException {
    try (LiveTrainingPage another = LiveTrainingPage.open(new LivePort(LivePort.ANY))) {
      assertFalse(another.address().equals(page.address()), another.address());
    }
  }

  @Test
  void otherMachinesNeedTheSecretInTheAddress() throws Exception {
    page.close();
    page = LiveTrainingPage.open(new LivePort(LivePort.ANY, "0.0.0.0"));
    page.serve(SHOWN);
    assertTrue(page.isOpen());
    assertTrue(page.address().matches("http://127.0.0.1:\\d+/[0-9a-f]{32}/"), page.address());
    for (String path : List.of("/", "/live.js", "/events", "/0123456789abcdef0123456789abcdef/")) {
      assertEquals(404, get(path).statusCode(), path);
    }
    assertEquals(200, get("").statusCode());
    assertEquals(200, get("live.js").statusCode());
    String path = URI.create(page.address()).getPath();
    assertEquals("HTTP/1.1 200 OK", statusFor("Host: laptop:PORT\r\n", path));
  }

  @Test
  void anAddressOfAnotherMachineIsRefused() {
    for (String host : List.of("192.0.2.1", "no.such.host.invalid")) {
      String message =
          assertThrows(
                  UserException.class,
                  () -> LiveTrainingPage.open(new LivePort(LivePort.ANY, host)))
              .getMessage();
      assertTrue(message.startsWith(host + " is no address of this machine"), message);
    }
  }
}
