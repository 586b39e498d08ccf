package org.dl4jlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send a little and then nothing, while others want answers. */
@Timeout(120)
class SlowClientsTest {

  private static final int SLOW = 200;

  @Test
  void holdNoThreadAndAreAnsweredInTheEnd() throws Exception {
    try (TestServer server = TestServer.of(new FakeModel())) {
      server.infer(0.5f);
      int threads = Thread.activeCount();
      List<RawClient> slow = new ArrayList<>();
      String body = TestServer.request(0.25f);
      String head =
          "POST /v2/models/mymodel/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
              .formatted(body.length());
      for (int i = 0; i < SLOW; i++) {
        RawClient client = server.connect();
        String all = head + body;
        client.sendRaw(all.substring(0, i % 2 == 0 ? 20 + i % 40 : head.length() + i % 50));
        slow.add(client);
      }
      for (int i = 0; i < 50; i++) {
        assertEquals(TestServer.answer(i / 64f), server.infer(i / 64f).text());
      }
      assertTrue(Thread.activeCount() < threads + 10, () -> "threads: " + Thread.activeCount());
      for (int i = 0; i < SLOW; i++) {
        String all = head + body;
        slow.get(i).sendRaw(all.substring(i % 2 == 0 ? 20 + i % 40 : head.length() + i % 50));
      }
      for (RawClient client : slow) {
        assertEquals(TestServer.answer(0.25f), client.receive().text());
        client.close();
      }
    }
  }

  @Test
  void bodiesThatComeByteByByteAndInPiecesAreUnderstood() throws Exception {
    try (TestServer server = TestServer.of(new FakeModel());
        RawClient client = server.connect()) {
      String body = TestServer.request(0.25f);
      client.sendRaw(
          "POST /v2/models/mymodel/infer HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < body.length(); i++) {
        client.sendRaw("1\r\n" + body.charAt(i) + "\r\n");
      }
      client.sendRaw("0\r\n\r\n");
      assertEquals(TestServer.answer(0.25f), client.receive().text());
    }
  }

  @Test
  void whoLeavesInTheMidstHarmsNobody() throws Exception {
    try (TestServer server = TestServer.of(new FakeModel())) {
      for (int i = 0; i < 50; i++) {
        try (RawClient client = server.connect()) {
          client.sendRaw(
              "POST /v2/models/mymodel/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
        }
      }
      assertEquals(TestServer.answer(0.25f), server.infer(0.25f).text());
    }
  }
}
