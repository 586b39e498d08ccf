package org.dl4jlab.benchmarks.serving;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dl4jlab.UserException;

/** A server on this machine that is measured. */
record Target(String name, int port, ProcessHandle process) {

  private static final String HEADER_LENGTH = "Inference-Header-Content-Length";

  /** That its process has used. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  /**
   * Asks once.
   *
   * @return probabilities {@code [images, classes]}
   */
  float[] ask(Question question, byte[] tensor) throws IOException, InterruptedException {
    byte[] json = question.json().getBytes(StandardCharsets.US_ASCII);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + question.path()))
            .header(HEADER_LENGTH, String.valueOf(json.length))
            .POST(BodyPublishers.ofByteArrays(List.of(json, tensor)))
            .build();
    HttpResponse<byte[]> response =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new UserException("%s answers %d".formatted(name, response.statusCode()));
    }
    int head = Integer.parseInt(response.headers().firstValue(HEADER_LENGTH).orElseThrow());
    byte[] body = response.body();
    FloatBuffer floats =
        ByteBuffer.wrap(body, head, body.length - head)
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    float[] probabilities = new float[floats.remaining()];
    floats.get(probabilities);
    return probabilities;
  }
}
