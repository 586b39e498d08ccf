package org.dl4jlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dl4jlab.serve.batch.BatchOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BatchingTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  private final FakeModel model = new FakeModel();

  @Test
  void everyClientGetsTheAnswerToItsOwnQuestions() throws Exception {
    try (TestServer server = TestServer.of(model)) {
      all(
          32,
          client -> {
            try (RawClient connection = server.connect()) {
              for (int i = 0; i < 25; i++) {
                float own = (client * 25 + i) / 1024f;
                connection.send(
                    "POST /v2/models/mymodel/infer", TestServer.request(own).getBytes());
                assertEquals(TestServer.answer(own), connection.receive().text());
              }
            }
            return null;
          });
    }
    assertEquals(32 * 25, model.batches().stream().mapToInt(i -> i).sum());
  }

  @Test
  void whatWaitsIsComputedTogether() throws Exception {
    model.block();
    try (TestServer server = TestServer.of(model, options(1, 1000, LONG))) {
      List<RawClient> clients = new ArrayList<>();
      clients.add(asking(server, 0));
      model.awaitEntered();
      for (int i = 1; i <= 20; i++) {
        clients.add(asking(server, i / 32f));
      }
      awaitWaiting(server, 20);
      model.open();
      for (int i = 0; i < clients.size(); i++) {
        assertEquals(TestServer.answer(i / 32f), clients.get(i).receive().text());
        clients.get(i).close();
      }
    }
    assertEquals(List.of(1, 16, 4), model.batches());
  }

  /** The longest delay that can be asked for would be seen here. */
  @Test
  @Timeout(8)
  void aLoneRequestWaitsForNobody() throws Exception {
    try (TestServer server = TestServer.of(model, options(1, 1000, LONG))) {
      assertEquals(TestServer.answer(0.5f), server.infer(0.5f).text());
    }
  }

  @Test
  void aRequestLargerThanABatchIsAnsweredAsAWhole() throws Exception {
    StringBuilder data = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      data.append(i == 0 ? "" : ",").append(i / 128f).append(",0");
      expected.append(i == 0 ? "" : ",").append(1 - i / 128f).append(',').append(i / 128f);
    }
    try (TestServer server = TestServer.of(model)) {
      String answer =
          server
              .infer(
                  "{\"inputs\":[{\"name\":\"pair\",\"shape\":[100,2],\"datatype\":\"FP32\",\"data\":[%s]}]}"
                      .formatted(data))
              .text();
      assertTrue(answer.contains("\"data\":[" + expected + "]"), answer);
    }
    assertTrue(model.batches().stream().allMatch(size -> size <= 16), "" + model.batches());
  }

  @Test
  void whoSendsWhatIsNoNumberIsRefusedAlone() throws Exception {
    model.block();
    try (TestServer server = TestServer.of(model, options(1, 1000, LONG))) {
      List<RawClient> clients = new ArrayList<>(List.of(asking(server, 0)));
      model.awaitEntered();
      for (int i = 1; i <= 5; i++) {
        clients.add(asking(server, i == 3 ? Float.POSITIVE_INFINITY : i / 8f));
      }
      awaitWaiting(server, 5);
      model.open();
      for (int i = 0; i < clients.size(); i++) {
        RawClient.Response response = clients.get(i).receive();
        assertEquals(i == 3 ? 400 : 200, response.status());
        if (i != 3) {
          assertEquals(TestServer.answer(i / 8f), response.text());
        }
        clients.get(i).close();
      }
    }
  }

  @Test
  void aFullQueueRefuses() throws Exception {
    model.block();
    try (TestServer server = TestServer.of(model, options(1, 2, LONG))) {
      List<RawClient> clients = new ArrayList<>(List.of(asking(server, 0)));
      model.awaitEntered();
      clients.add(asking(server, 0.25f));
      clients.add(asking(server, 0.5f));
      awaitWaiting(server, 2);
      RawClient.Response refused = server.infer(0.75f);
      assertEquals(503, refused.status());
      assertEquals("1", refused.headers().get("retry-after"));
      assertEquals("{\"error\":\"2 requests wait already; try again later\"}", refused.text());
      model.open();
      for (RawClient client : clients) {
        assertEquals(200, client.receive().status());
        client.close();
      }
    }
  }

  @Test
  void aRequestThatWaitsTooLongIsGivenUp() throws Exception {
    model.block();
    try (TestServer server = TestServer.of(model, options(1, 10, Duration.ofSeconds(3)))) {
      RawClient first = asking(server, 0.25f);
      model.awaitEntered();
      assertEquals(504, server.infer(0.5f).status());
      model.open();
      assertEquals(200, first.receive().status());
      first.close();
    }
  }

  private static BatchOptions options(int engines, int queue, Duration deadline) {
    return new BatchOptions(16, LONG, queue, deadline, engines, 1);
  }

  private static RawClient asking(TestServer server, float first) throws IOException {
    RawClient client = server.connect();
    client.send(
        "POST /v2/models/mymodel/infer",
        TestServer.request(first).replace("Infinity", "1e99").getBytes());
    return client;
  }

  private static void awaitWaiting(TestServer server, int count) throws Exception {
    String gauge = "serve_queue_requests{model=\"mymodel\",version=\"1\"} %d.0".formatted(count);
    while (!server.get("/metrics").text().contains(gauge)) {
      Thread.sleep(5);
    }
  }

  private interface Client {
    Void ask(int number) throws Exception;
  }

  private static void all(int count, Client client) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Callable<Void>> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        calls.add(() -> client.ask(number));
      }
      for (Future<Void> call : threads.invokeAll(calls)) {
        call.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
