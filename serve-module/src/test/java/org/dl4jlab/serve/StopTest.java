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
    model.block();
    TestServer server = TestServer.of(model);
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      RawClient client = server.connect();
      client.send("POST /v2/models/mymodel/infer", TestServer.request(i / 32f).getBytes());
      clients.add(client);
    }
    model.awaitEntered();
    String all = "http_server_requests";
    while (!server.get("/metrics").text().contains(all)) {
      Thread.sleep(5);
    }
    RawClient slow = server.connect(); // half of its request is there
    String body = TestServer.request(0.5f);
    slow.sendRaw(
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
