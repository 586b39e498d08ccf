package org.dl4jlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More than anybody needs to send. */
@Timeout(120)
class LimitsTest {

  private static final long GIGABYTE = 1L << 30;

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.of(new FakeModel());
  }

  @AfterEach
  void othersAreStillAnswered() throws IOException {
    assertEquals(TestServer.answer(0.5f), server.infer(0.5f).text());
    server.close();
  }

  @Test
  void aGigabyteThatIsAnnouncedIsRefusedBeforeItIsSent() throws IOException {
    try (RawClient client = server.connect()) {
      client.sendRaw(
          "POST /v2/models/mymodel/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
              .formatted(GIGABYTE));
      RawClient.Response response = client.receive();
      assertEquals(413, response.status());
      assertEquals("{\"error\":\"The body may have at most 67,108,864 bytes\"}", response.text());
    }
  }

  @Test
  void aGigabyteThatIsNotAnnouncedIsNotKept() {
    byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes();
    long sent = 0;
    try (RawClient client = server.connect()) {
      client.sendRaw(
          "POST /v2/models/mymodel/infer HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
      while (sent < GIGABYTE) {
        client.sendRaw(chunk);
        sent += 0x10000;
      }
    } catch (IOException theServerHasHungUp) {
      assertTrue(sent >= 64 << 20, "hung up after " + sent);
    }
    assertTrue(sent < GIGABYTE / 2, "the server has taken " + sent);
  }

  @Test
  void theBodyOfAPlainRequestIsBoundedByItsModel() throws IOException {
    assertEquals(413, server.ask("POST /predict", "x".repeat(100_000)).status());
  }

  @Test
  void longAndManyHeadersAreRefused() throws IOException {
    try (RawClient client = server.connect()) {
      client.sendRaw(
          "GET /v2 HTTP/1.1\r\nHost: localhost\r\nA: " + "x".repeat(100_000) + "\r\n\r\n");
      assertTrue(statusOrHungUp(client) >= 400);
    }
    try (RawClient client = server.connect()) {
      client.sendRaw("GET /v2 HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(1000) + "\r\n");
      assertTrue(statusOrHungUp(client) >= 400);
    }
    try (RawClient client = server.connect()) {
      client.sendRaw("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertTrue(statusOrHungUp(client) >= 400);
    }
  }

  @Test
  void deeplyNestedJsonIsRefused() throws IOException {
    RawClient.Response response =
        server.infer("{\"inputs\":[{\"data\":" + "[".repeat(10_000) + "]}");
    assertEquals(400, response.status());
    response = server.infer("{\"x\":" + "{\"x\":".repeat(10_000));
    assertEquals(400, response.status());
  }

  private static int statusOrHungUp(RawClient client) {
    try {
      return client.receive().status();
    } catch (IOException hungUp) {
      return 999;
    }
  }
}
