package org.dl4jlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  @Test
  void describesEveryRouteAndNoOther() throws IOException {
    try (TestServer server = TestServer.of(new FakeModel())) {
      JsonNode api = new ObjectMapper().readTree(server.get("/openapi.json").text());
      assertEquals("3.1.0", api.path("openapi").textValue());
      assertEquals("1.2", api.path("info").path("version").textValue());
      Set<String> described = new TreeSet<>();
      for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
        for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
          if (!method.getKey().equals("parameters")) {
            described.add(method.getKey().toUpperCase() + " " + path.getKey());
          }
        }
      }
      Set<String> served = new TreeSet<>();
      server.server().routes().forEach(r -> served.add(r.method() + " " + r.path()));
      assertEquals(served, described);
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() throws IOException {
    try (TestServer server = TestServer.of(new FakeModel())) {
      JsonNode api = new ObjectMapper().readTree(server.get("/openapi.json").text());
      assertTrue(api.findValuesAsText("$ref").size() > 10);
      for (String reference : api.findValuesAsText("$ref")) {
        assertTrue(reference.startsWith("#/"), reference);
        assertTrue(!api.at(reference.substring(1)).isMissingNode(), reference);
      }
    }
  }
}
