package org.dl4jlab.serve.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import org.dl4jlab.serve.model.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request and the one answer to it. What goes wrong while it is worked on is answered too. */
public final class Call {

  private static final Logger LOG = LoggerFactory.getLogger(Call.class);
  private static final HttpString RETRY_AFTER = new HttpString("Retry-After");
  private static final String SOON = "1"; // seconds
  private static final String JSON = "application/json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServerExchange exchange;
  private final Map<String, String> parameters;
  private final Workers workers;
  private final BodyBuffers buffers;
  private Runnable afterReceipt = () -> {};

  Call(
      HttpServerExchange exchange,
      Map<String, String> parameters,
      Workers workers,
      BodyBuffers buffers) {
    this.exchange = exchange;
    this.parameters = parameters;
    this.workers = workers;
    this.buffers = buffers;
  }

  /** What stands in the path at the place of this name, null where its route has none. */
  public String parameter(String name) {
    return parameters.get(name);
  }

  public String path() {
    return exchange.getRequestPath();
  }

  /** The first value of a header, null where there is none. */
  public String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  /** Does something once, when the body was received and used, or never will be. */
  public void afterReceipt(Runnable work) {
    afterReceipt = work;
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          runAfterReceipt();
          next.proceed();
        });
  }

  private void runAfterReceipt() {
    Runnable work = afterReceipt;
    afterReceipt = () -> {};
    work.run();
  }

  /**
   * Receives the body without a thread that waits for it.
   *
   * @param most bytes
   * @param use is handed all of it, with an array, on a thread that must not wait
   */
  public void receive(long most, Consumer<ByteBuffer> use) {
    new BodyReader(exchange, most, buffers, body -> received(body, use), this::refuse).start();
  }

  private void received(ByteBuffer body, Consumer<ByteBuffer> use) {
    attempt(() -> use.accept(body));
    runAfterReceipt();
  }

  /** Does what takes long on another thread. */
  public void offload(Runnable work) {
    attempt(() -> workers.execute(() -> attempt(work)));
  }

  /** Works on the request; what goes wrong is answered. */
  public void attempt(Runnable work) {
    try {
      work.run();
    } catch (Refusal e) {
      refuse(e);
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestPath(), e);
      refuse(new Refusal(Refusal.FAILED, "Something unexpected happened in the server"));
    }
  }

  public void refuse(Refusal refusal) {
    if (refusal.status() == Refusal.BUSY) {
      exchange.getResponseHeaders().put(RETRY_AFTER, SOON);
    }
    answer(refusal.status(), Map.of("error", refusal.getMessage()));
  }

  public void answer(Object json) {
    answer(200, json);
  }

  public void answer(int status, Object json) {
    try {
      answer(status, JSON, ByteBuffer.wrap(MAPPER.writeValueAsBytes(json)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From any thread. */
  public void answer(int status, String contentType, ByteBuffer content) {
    if (exchange.isInIoThread()) {
      send(status, contentType, content);
    } else {
      exchange.getIoThread().execute(() -> send(status, contentType, content));
    }
  }

  /** Another header of the answer. */
  public void answerHeader(String name, String value) {
    exchange.getResponseHeaders().put(new HttpString(name), value);
  }

  private void send(int status, String contentType, ByteBuffer content) {
    if (exchange.isResponseStarted()) {
      return; // it has been answered, or nobody is there any more
    }
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
    exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, content.remaining());
    exchange.getResponseSender().send(content, IoCallback.END_EXCHANGE);
  }

  /** Runs an endpoint, whose answer may come when this has returned. */
  void run(Route.Endpoint endpoint) {
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> attempt(() -> endpoint.handle(this)));
  }
}
