package org.dl4jlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that were damaged at random: each is refused or answered, and nobody else suffers. */
class FuzzTest {

  private static final int MOST_CHANGES = 6;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final Pattern OURS_ALONE =
      Pattern.compile("\\w(Exception|Error)\\b|\\bat org\\.|\\bjava\\.|org\\.dl4jlab|/tmp/|/home/");
  private static final List<String> SPICE =
      List.of(
          "-1",
          "99999999999999999999",
          "1e999",
          "NaN",
          "null",
          "\"",
          "{",
          "[[[[",
          "\r\n",
          "\0",
          "\u00ff\u00fe",
          "%2e%2e/",
          "%",
          "true",
          "Transfer-Encoding: chunked\r\n",
          ",",
          "\\u12");

  private static final String BINARY =
      "{\"inputs\":[{\"name\":\"pair\",\"shape\":[1,2],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":8}}],\"outputs\":[{\"name\":\"class\",\"parameters\":{\"binary_data\":true}}]}";
  private static final String FORM =
      "--b1\r\nContent-Disposition: form-data; name=\"text\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b1--\r\n";

  private static final List<byte[]> WHOLE =
      List.of(
          request("/v2/models/mymodel/infer", "", TestServer.request(0.25f)),
          request(
              "/v2/models/mymodel/versions/1/infer",
              "Inference-Header-Content-Length: " + BINARY.length() + "\r\n",
              BINARY + "\0\0\0\0\0\0\0\77"),
          request("/predict", "Content-Type: text/plain; charset=utf-8\r\n", "hello"),
          request("/predict", "Content-Type: application/json\r\n", "{\"text\": \"hello\"}"),
          request("/predict", "Content-Type: multipart/form-data; boundary=b1\r\n", FORM),
          request("/v2/repository/index", "Expect: 100-continue\r\n", "{}"));

  private static byte[] request(String path, String headers, String body) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(path, headers, body.length(), body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  @Timeout(120)
  void someHundredDamagedRequests() throws Exception {
    attack(400, 1);
  }

  @Test
  @Tag("torture")
  @Timeout(1800)
  void tenThousandDamagedRequests() throws Exception {
    attack(10_000, new Random().nextLong());
  }

  private static void attack(int requests, long seed) throws Exception {
    Random random = new Random(seed);
    try (TestServer server = TestServer.of(new FakeModel())) {
      server.infer(0.5f);
      int threads = Thread.activeCount();
      int answered = 0;
      for (int i = 0; i < requests; i++) {
        byte[] damaged = damaged(WHOLE.get(i % WHOLE.size()), random);
        String answer = answer(server.port(), damaged);
        String told =
            "seed %d, request %d: %s%n%s"
                .formatted(seed, i, new String(damaged, StandardCharsets.ISO_8859_1), answer);
        assertFalse(OURS_ALONE.matcher(answer).find(), told);
        assertFalse(answer.startsWith("HTTP/1.1 500"), told);
        answered += answer.startsWith("HTTP/1.1 ") ? 1 : 0;
        if (i % 50 == 0) {
          assertEquals(TestServer.answer(0.5f), server.infer(0.5f).text(), told);
        }
      }
      assertTrue(answered > requests / 3, "only %d were answered".formatted(answered));
      assertTrue(Thread.activeCount() < threads + 10, () -> "threads: " + Thread.activeCount());
    }
  }

  private static byte[] damaged(byte[] whole, Random random) throws IOException {
    byte[] bytes = whole;
    for (int change = random.nextInt(MOST_CHANGES); change >= 0; change--) {
      int at = random.nextInt(bytes.length);
      int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(bytes, 0, at);
      switch (random.nextInt(5)) {
        case 0 ->
            out.write(
                SPICE.get(random.nextInt(SPICE.size())).getBytes(StandardCharsets.ISO_8859_1));
        case 1 -> out.write(random.nextInt(256));
        case 2 -> out.write(bytes, at, end - at); // twice
        case 3 -> out.write(Arrays.copyOfRange(whole, 0, Math.min(whole.length, 20)));
        default -> at = end; // without it
      }
      out.write(bytes, at, bytes.length - at);
      bytes = out.size() == 0 ? whole : out.toByteArray();
    }
    return bytes;
  }

  /** All that comes back until the server hangs up. */
  private static String answer(int port, byte[] request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (java.net.SocketException hungUp) {
      return "";
    }
  }
}
