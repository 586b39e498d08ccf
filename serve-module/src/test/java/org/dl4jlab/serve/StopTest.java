package org.dl4jlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopTest {

  @Test
  void whatIsInWorkIsAnsweredAndNewConnectionsAreRefused() throws Exception {
    FakeModel model = new FakeModel();
    TestServer server = TestServer.of(model);
    RawClient slow = connected(server);
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(connected(server));
    }
    model.block();
    for (int i = 0; i < 20; i++) {
      RawClient client = clients.get(i);
      client.send("POST /v2/models/mymodel/infer", TestServer.request(i / 32f).getBytes());
    }
    model.awaitEntered();
    String body = TestServer.request(0.5f);
    slow.sendRaw( // half of it
        "POST /v2/models/mymodel/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n{"
            .formatted(body.length()));
    slow.sendRaw(body.substring(1, 10));
    Thread stop = new Thread(server::close);
    stop.start();
    awaitRefusal(server);
    slow.sendRaw(body.substring(10));
    model.open();
    for (int i = 0; i < clients.size(); i++) {
      assertEquals(TestServer.answer(i / 32f), clients.get(i).receive().text());
      clients.get(i).close();
    }
    assertEquals(TestServer.answer(0.5f), slow.receive().text());
    slow.close();
    stop.join();
    assertThrows(ConnectException.class, server::connect);
  }

  /** The server has it, and not only the system. */
  private static RawClient connected(TestServer server) throws Exception {
    RawClient client = server.connect();
    client.send("GET /v2/health/live", new byte[0]);
    client.receive();
    return client;
  }

  private static void awaitRefusal(TestServer server) throws Exception {
    while (true) {
      try (RawClient client = server.connect()) {
        Thread.sleep(5);
      } catch (ConnectException refused) {
        return;
      }
    }
  }
}
