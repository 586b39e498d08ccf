package org.dl4jlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

  private static TestServer open;
  private static TestServer guarded;

  @BeforeAll
  static void start() throws IOException {
    open = TestServer.of(new FakeModel());
    guarded =
        TestServer.of(
            List.of(new Run("mymodel", new FakeModel())),
            TestServer.BATCHES,
            "s3cret",
            "https://example.org");
  }

  @AfterAll
  static void stop() {
    open.close();
    guarded.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:1234", "127.0.0.1", "[::1]", "[::1]:80"})
  void theLoopbacksNamesAreAnsweredTo(String host) throws IOException {
    assertEquals(200, open.get("/v2\nHost: " + host).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.org", "localhost.example.org", "10.0.0.1:8080"})
  void othersAreNot(String host) throws IOException {
    assertEquals(403, open.get("/v2\nHost: " + host).status());
  }

  @Test
  void pagesOfOthersMayNotAsk() throws IOException {
    assertEquals(200, open.get("/v2\nOrigin: http://localhost").status());
    assertEquals(403, open.get("/v2\nOrigin: http://example.org").status());
    assertEquals(403, open.get("/v2\nOrigin: null").status());
    assertNull(open.get("/v2").headers().get("access-control-allow-origin"));
  }

  @Test
  void anOriginThatIsAllowedMayAsk() throws IOException {
    RawClient.Response preflight =
        guarded.ask(
            "OPTIONS /v2/models/mymodel/infer\nOrigin: https://example.org\nAccess-Control-Request-Method: POST",
            "");
    assertEquals(204, preflight.status());
    assertEquals("https://example.org", preflight.headers().get("access-control-allow-origin"));
    assertEquals("GET, POST", preflight.headers().get("access-control-allow-methods"));
    RawClient.Response response =
        guarded.get("/v2\nOrigin: https://example.org\nAuthorization: Bearer s3cret");
    assertEquals(200, response.status());
    assertEquals("https://example.org", response.headers().get("access-control-allow-origin"));
    assertEquals(403, guarded.get("/v2\nOrigin: https://example.org.evil").status());
  }

  @Test
  void aTokenIsNeeded() throws IOException {
    assertEquals(401, guarded.get("/v2").status());
    assertEquals(401, guarded.get("/").status());
    assertEquals(401, guarded.get("/v2\nAuthorization: Bearer wrong").status());
    assertEquals(401, guarded.get("/v2\nAuthorization: Bearer s3cre").status());
    assertEquals(401, guarded.get("/v2\nAuthorization: Basic %%%").status());
    assertEquals(200, guarded.get("/v2\nAuthorization: Bearer s3cret").status());
    assertEquals(200, guarded.get("/v2\nAuthorization: Basic " + basic("me:s3cret")).status());
    assertEquals(200, guarded.get("/v2/health/live").status());
    assertEquals(401, guarded.get("/v2/health/../models/mymodel").status());
  }

  private static String basic(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
