package org.dl4jlab.serve.protocol;

import java.nio.ByteBuffer;
import org.dl4jlab.serve.batch.Batcher;
import org.dl4jlab.serve.http.Call;
import org.dl4jlab.serve.http.Route.Endpoint;
import org.dl4jlab.serve.model.Refusal;
import org.dl4jlab.serve.model.Samples;
import org.dl4jlab.serve.repository.Entry;
import org.dl4jlab.serve.repository.Repository;

/** Has a request's samples predicted. */
final class InferEndpoint implements Endpoint {

  static final long MOST_BYTES = 64L << 20;

  private static final String HEADER_LENGTH = "Inference-Header-Content-Length";
  private static final int SHORT_JSON = 16 << 10; // read where it was received

  private final Repository repository;

  InferEndpoint(Repository repository) {
    this.repository = repository;
  }

  @Override
  public void handle(Call call) {
    Entry entry = repository.find(call.parameter("model"), call.parameter("version"));
    Batcher batcher = entry.batcher();
    batcher.coming();
    call.afterReceipt(batcher::came);
    call.receive(MOST_BYTES, body -> received(call, entry, body));
  }

  private static void received(Call call, Entry entry, ByteBuffer body) {
    int jsonLength = jsonLength(call.header(HEADER_LENGTH), body.remaining());
    boolean texts = entry.model().input().types().get(0).size() == 0;
    if (jsonLength <= SHORT_JSON && !texts) {
      infer(call, entry, body, jsonLength);
    } else {
      call.offload(() -> infer(call, entry, body, jsonLength));
    }
  }

  private static int jsonLength(String header, int all) {
    if (header == null) {
      return all;
    }
    try {
      int length = Integer.parseInt(header);
      if (length >= 0 && length <= all) {
        return length;
      }
    } catch (NumberFormatException e) {
      throw Refusal.badRequest("%s must be a number, not '%s'", HEADER_LENGTH, header);
    }
    throw Refusal.badRequest("%s is %s, but the body has %,d bytes", HEADER_LENGTH, header, all);
  }

  private static void infer(Call call, Entry entry, ByteBuffer body, int jsonLength) {
    InferRequest request = InferRequestReader.read(body, jsonLength, entry.model().input());
    Samples samples = entry.model().of(request.input());
    entry.predict(
        samples,
        probabilities -> call.attempt(() -> answer(call, entry, request, probabilities)),
        call::refuse);
  }

  private static void answer(Call call, Entry entry, InferRequest request, float[] probabilities) {
    InferAnswer answer =
        InferAnswer.of(
            entry.name(), entry.version(), entry.model().classNames(), request, probabilities);
    if (answer.jsonLength() == InferAnswer.NOTHING_FOLLOWS) {
      call.answer(200, "application/json", answer.body());
    } else {
      call.answerHeader(HEADER_LENGTH, String.valueOf(answer.jsonLength()));
      call.answer(200, "application/octet-stream", answer.body());
    }
  }
}
