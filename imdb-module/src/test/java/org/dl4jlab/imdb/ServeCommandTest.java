package org.dl4jlab.imdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.dl4jlab.testing.ServingCli;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code serve}, asked for reviews in all the ways there are. */
@Timeout(300)
class ServeCommandTest {

  private static final List<String> TEXTS =
      List.of(
          "A great and <b>wonderful</b> film.",
          "What a terrible, boring waste of time \u2013 \u201cbad\u201d!",
          "I do n't know. It's a film");

  @TempDir static Path temp;
  private static Cli cli;
  private static ServingCli server;
  private static final List<JsonNode> PREDICTED = new ArrayList<>(); // by predict

  @BeforeAll
  static void start() throws Exception {
    cli = ImdbCli.withoutServer(temp.resolve("cache"));
    Path run = temp.resolve("run");
    cli.run(
            "train",
            "--data",
            "sample",
            "--epochs",
            1,
            "--tokens",
            60,
            "--limit-train",
            400,
            "--limit-test",
            100,
            "--run",
            run)
        .assertDone();
    for (String text : TEXTS) {
      PREDICTED.add(
          cli.run("predict", "--run", run, "--text", text, "--json", "--out", temp.resolve("p"))
              .assertDone()
              .json()
              .get(0));
    }
    server = new ServingCli(cli, "--run", run);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void textsAreTakenForWhatPredictTakesThemFor() throws Exception {
    for (int i = 0; i < TEXTS.size(); i++) {
      byte[] text = TEXTS.get(i).getBytes(StandardCharsets.UTF_8);
      assertSame(i, server.post("/predict", text, "Content-Type", "text/plain"));
      assertSame(
          i,
          server.post(
              "/models/sentiment/predict",
              TEXTS.get(i).getBytes(StandardCharsets.UTF_16),
              "Content-Type",
              "text/plain; charset=utf-16"));
      byte[] json =
          RunFolder.JSON
              .createObjectNode()
              .put("text", TEXTS.get(i))
              .toString()
              .getBytes(StandardCharsets.UTF_8);
      assertSame(i, server.post("/predict", json, "Content-Type", "application/json"));
    }
  }

  private static void assertSame(int text, java.net.http.HttpResponse<byte[]> response)
      throws Exception {
    JsonNode answer = ServingCli.json(response);
    JsonNode predicted = PREDICTED.get(text);
    for (JsonNode prediction : answer.get("predictions")) {
      String name = prediction.get("class").textValue();
      assertEquals(
          predicted.get("probabilities").get(name).doubleValue(),
          prediction.get("probability").doubleValue(),
          1e-5);
    }
    JsonNode words = answer.get("words");
    JsonNode deciding = predicted.get("deciding");
    assertEquals(deciding.size(), words.size());
    assertTrue(words.size() > 0, answer::toString);
    for (int i = 0; i < words.size(); i++) {
      JsonNode word = words.get(i);
      assertEquals(deciding.get(i).get("word"), word.get("word"));
      assertEquals(
          deciding.get(i).get("weight").doubleValue(), word.get("weight").doubleValue(), 1e-9);
      assertEquals(
          word.get("word").textValue(),
          TEXTS.get(text).substring(word.get("start").intValue(), word.get("end").intValue()));
    }
  }

  @Test
  void stringsInJsonAndBehindIt() throws Exception {
    var array = RunFolder.JSON.createArrayNode();
    TEXTS.forEach(array::add);
    String json =
        "{\"inputs\":[{\"name\":\"text\",\"shape\":[3],\"datatype\":\"BYTES\",\"data\":%s}]}"
            .formatted(array.toString());
    assertSameTensor(
        ServingCli.json(
            server.post("/v2/models/sentiment/infer", json.getBytes(StandardCharsets.UTF_8))));
    ByteBuffer data = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    for (String text : TEXTS) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      data.putInt(bytes.length).put(bytes);
    }
    String head =
        "{\"inputs\":[{\"name\":\"text\",\"shape\":[3],\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":%d}}]}"
            .formatted(data.position());
    byte[] body = new byte[head.length() + data.position()];
    System.arraycopy(head.getBytes(StandardCharsets.UTF_8), 0, body, 0, head.length());
    System.arraycopy(data.array(), 0, body, head.length(), data.position());
    assertSameTensor(
        ServingCli.json(
            server.post(
                "/v2/models/sentiment/infer",
                body,
                "Inference-Header-Content-Length",
                String.valueOf(head.length()))));
  }

  private static void assertSameTensor(JsonNode answer) {
    assertEquals("[3,2]", answer.at("/outputs/0/shape").toString());
    for (int i = 0; i < TEXTS.size(); i++) {
      assertEquals(
          PREDICTED.get(i).get("probability").doubleValue(),
          answer.at("/outputs/0/data").get(2 * i + 1).doubleValue(),
          1e-5);
      assertEquals(
          PREDICTED.get(i).get("predicted").textValue(),
          answer.at("/outputs/1/data").get(i).textValue());
    }
  }

  @Test
  void textsThatAreNoneAreRefused() throws Exception {
    assertRefused(400, "no word with a vector", "zzzqqq".getBytes(StandardCharsets.UTF_8));
    assertRefused(400, "not in UTF-8", new byte[] {(byte) 0xC3, 'a'});
    assertRefused(413, "at most", new byte[10_000_000]);
    assertRefused(
        413, "longer than the 1,000,000", "good ".repeat(300_000).getBytes(StandardCharsets.UTF_8));
    String infer =
        "{\"inputs\":[{\"name\":\"text\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"a great film\",\"zzzqqq\"]}]}";
    var response =
        server.post("/v2/models/sentiment/infer", infer.getBytes(StandardCharsets.UTF_8));
    assertEquals(400, response.statusCode());
    assertTrue(
        new String(response.body(), StandardCharsets.UTF_8)
            .contains("Text 1 has no word with a vector"));
  }

  private static void assertRefused(int status, String because, byte[] body) throws Exception {
    var response = server.post("/predict", body, "Content-Type", "text/plain");
    String said = new String(response.body(), StandardCharsets.UTF_8);
    assertEquals(status, response.statusCode(), said);
    assertTrue(said.contains(because), said);
  }
}
