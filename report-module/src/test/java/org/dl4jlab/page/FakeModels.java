package org.dl4jlab.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.dl4jlab.live.LivePort;

/** Hands out one page, and answers what it asks as it is told. */
final class FakeModels implements AutoCloseable {

  /** What a page asks for. */
  record Question(String path, String type, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  record Answer(int status, String json) {}

  /** Decides what is answered. */
  @FunctionalInterface
  interface Answers {
    Answer to(Question question) throws InterruptedException;
  }

  private final HttpServer server;
  private final ServedPage page;
  private final List<Question> questions = Collections.synchronizedList(new ArrayList<>());
  volatile Answers answers = question -> new Answer(404, "{}");

  FakeModels(ServedPage page) throws IOException {
    this.page = page;
    boundConnections();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  /** As the live page does, whose tests may come later: Java's server reads its bound once. */
  private static void boundConnections() {
    new LivePort(LivePort.ANY);
  }

  String address() {
    return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
  }

  List<Question> questions() {
    return List.copyOf(questions);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("GET")) {
        send(
            exchange,
            200,
            Map.of(
                "Content-Type",
                "text/html; charset=utf-8",
                "Content-Security-Policy",
                page.policy()),
            page.html());
        return;
      }
      Question question =
          new Question(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Content-Type"),
              exchange.getRequestBody().readAllBytes());
      questions.add(question);
      Answer answer = answers.to(question);
      send(exchange, answer.status(), Map.of("Content-Type", "application/json"), answer.json());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(
      HttpExchange exchange, int status, Map<String, String> headers, String text)
      throws IOException {
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
