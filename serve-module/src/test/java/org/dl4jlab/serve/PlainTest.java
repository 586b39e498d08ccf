package org.dl4jlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of 25 characters, which the fake model holds for 0.25 "pos". */
class PlainTest {

  private static final String TEXT = "x".repeat(25);
  private static final String ANSWER =
      "{\"model\":{\"name\":\"mymodel\",\"version\":\"1\"},\"predictions\":[{\"class\":\"neg\",\"probability\":0.75},{\"class\":\"pos\",\"probability\":0.25}],\"familiar\":true,\"words\":[{\"word\":\"great\",\"start\":3,\"end\":8,\"weight\":0.4}]}";

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.of(new FakeModel());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/predict",
        "/predict\nContent-Type: text/plain; charset=utf-8",
        "/predict\nContent-Type: application/x-www-form-urlencoded",
        "/models/mymodel/predict",
        "/predict\nExpect: 100-never",
      })
  void aBodyAsItIs(String head) throws IOException {
    assertEquals(ANSWER, server.ask("POST " + head, TEXT).text());
  }

  @Test
  void aTextInJson() throws IOException {
    String json = "{\"text\": \"%s\"}".formatted(TEXT);
    assertEquals(ANSWER, server.ask("POST /predict\nContent-Type: application/json", json).text());
  }

  @Test
  void aPartOfAForm() throws IOException {
    String form =
        "--b1\r\nContent-Disposition: form-data; name=\"text\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n%s\r\n--b1--\r\n"
            .formatted(TEXT);
    assertEquals(
        ANSWER,
        server.ask("POST /predict\nContent-Type: multipart/form-data; boundary=b1", form).text());
  }

  @Test
  void whatIsUnlikeAllThatWasSeenIsNotFamiliar() throws IOException {
    assertTrue(server.ask("POST /predict", "x".repeat(45)).text().contains("\"familiar\":false"));
  }

  @Test
  void anExplanation() throws IOException {
    assertEquals(
        "{\"seen\":\"data:,\",\"decided\":{\"width\":2,\"height\":2,\"values\":[0.75,0.25,0.25,0.75]}}",
        server.ask("POST /explain", TEXT).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text/plain|``|400|The body is empty",
        "image/png|x|415|Only texts",
        "application/json|x|400|no JSON",
        "application/json|[]|400|such as {\\\"text\\\"",
        "application/json|{\"text\":1}|400|such as {\\\"text\\\"",
        "multipart/form-data|x|400|no boundary",
        "multipart/form-data; boundary=b1|x|400|no end, or no part",
        "multipart/form-data; boundary=b1|--b1--|400|no part",
      })
  void whatIsWrongIsSaid(String type, String body, int status, String error) throws IOException {
    RawClient.Response response = server.ask("POST /predict\nContent-Type: " + type, body);
    assertEquals(status, response.status(), response.text());
    assertTrue(response.text().contains(error), response.text());
  }

  @Test
  void aFormOfTwoPartsIsRefused() throws IOException {
    String part = "--b1\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\nx\r\n";
    RawClient.Response response =
        server.ask(
            "POST /predict\nContent-Type: multipart/form-data; boundary=b1",
            part + part + "--b1--\r\n");
    assertEquals(400, response.status());
    assertTrue(response.text().contains("must have one part"), response.text());
  }

  @Test
  void ofSeveralModelsOneHasToBeNamed() throws IOException {
    try (TestServer two =
        TestServer.of(
            List.of(new Run("a", new FakeModel()), new Run("b", new FakeModel())),
            TestServer.BATCHES,
            null,
            null)) {
      RawClient.Response response = two.ask("POST /predict", TEXT);
      assertEquals(404, response.status());
      assertTrue(response.text().contains("/models/a/predict, /models/b/predict"));
      assertTrue(two.ask("POST /models/b/predict", TEXT).text().contains("\"name\":\"b\""));
    }
  }

  @Test
  void pagesAndMetrics() throws IOException {
    RawClient.Response page = server.get("/");
    assertEquals("hello", page.text());
    assertEquals("default-src 'none'", page.headers().get("content-security-policy"));
    assertEquals(404, server.get("/nothing").status());
    assertEquals(404, server.get("/models/mymodel/../../etc/passwd").status());
    String metrics = server.get("/metrics").text();
    assertTrue(
        metrics.contains(
            "serve_model_info{model=\"mymodel\",title=\"fake trained on nothing\",version=\"1\"} 1"),
        metrics);
    assertTrue(metrics.contains("http_server_requests_seconds_bucket{method=\"GET\""), metrics);
  }
}
