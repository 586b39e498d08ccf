package org.dl4jlab.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dl4jlab.serve.batch.BatchOptions;
import org.dl4jlab.serve.http.HttpOptions;
import org.dl4jlab.serve.model.PageSource;

/** A server of fake models on a port of its own. */
record TestServer(Server server) implements AutoCloseable {

  static final BatchOptions BATCHES =
      new BatchOptions(16, Duration.ofMillis(2), 1000, Duration.ofSeconds(30), 2, 1);

  private static final PageSource PAGES =
      path ->
          path.equals("/")
              ? Optional.of(
                  new PageSource.Page(
                      "text/html", "hello".getBytes(StandardCharsets.UTF_8), "default-src 'none'"))
              : Optional.empty();

  static TestServer of(FakeModel model) throws IOException {
    return of(model, BATCHES);
  }

  static TestServer of(FakeModel model, BatchOptions batches) throws IOException {
    return of(List.of(new Run("mymodel", model)), batches, null, null);
  }

  static TestServer of(List<Run> runs, BatchOptions batches, String token, String origin)
      throws IOException {
    return new TestServer(
        Server.start(
            runs, PAGES, batches, new HttpOptions("127.0.0.1", 0, token, origin, null), "1.2"));
  }

  int port() {
    return server.address().getPort();
  }

  /** A connection for raw bytes. */
  RawClient connect() throws IOException {
    return new RawClient(port());
  }

  /** One request in a connection of its own. */
  RawClient.Response ask(String head, byte[] body) throws IOException {
    try (RawClient client = connect()) {
      client.send(head, body);
      return client.receive();
    }
  }

  RawClient.Response ask(String head, String body) throws IOException {
    return ask(head, body.getBytes(StandardCharsets.UTF_8));
  }

  RawClient.Response get(String path) throws IOException {
    return ask("GET " + path, "");
  }

  RawClient.Response infer(String json) throws IOException {
    return ask("POST /v2/models/mymodel/infer", json);
  }

  /** Asks for one pair of numbers. */
  RawClient.Response infer(float first) throws IOException {
    return infer(request(first));
  }

  static String request(float first) {
    return "{\"inputs\":[{\"name\":\"pair\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[%s,0]}],\"outputs\":[{\"name\":\"probabilities\"}]}"
        .formatted(first);
  }

  /** The answer to that. */
  static String answer(float first) {
    return "{\"model_name\":\"mymodel\",\"model_version\":\"1\",\"outputs\":[{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[%s,%s]}]}"
        .formatted((float) (1 - (double) first), first);
  }

  @Override
  public void close() {
    server.close();
  }
}
