package org.dl4jlab.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as the Open Inference Protocol's text and Triton's extension of it show them. */
class ProtocolTest {

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestServer.of(
            List.of(new Run("mymodel", new FakeModel()), new Run("mymodel", new FakeModel())),
            TestServer.BATCHES,
            null,
            null);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v2|{\"name\":\"dl4j-lab\",\"version\":\"1.2\",\"extensions\":[\"binary_tensor_data\",\"model_repository_index\"]}",
        "/v2/health/live|{\"live\":true}",
        "/v2/health/ready|{\"ready\":true}",
        "/v2/models/mymodel/ready|{\"name\":\"mymodel\",\"ready\":true}",
        "/v2/models/mymodel/versions/1/ready|{\"name\":\"mymodel\",\"ready\":true}",
        "/v2/models/mymodel|{\"name\":\"mymodel\",\"versions\":[\"1\",\"2\"],\"platform\":\"deeplearning4j\",\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[-1,2]}],\"outputs\":[{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[-1,2]},{\"name\":\"class\",\"datatype\":\"BYTES\",\"shape\":[-1]}]}",
      })
  void whatIsServed(String path, String expected) throws IOException {
    RawClient.Response response = server.get(path);
    assertEquals(200, response.status());
    assertEquals("application/json", response.headers().get("content-type"));
    assertEquals(expected, response.text());
  }

  @Test
  void anIndexOfAllModels() throws IOException {
    assertEquals(
        "[{\"name\":\"mymodel\",\"version\":\"1\",\"state\":\"READY\",\"reason\":\"\"},{\"name\":\"mymodel\",\"version\":\"2\",\"state\":\"READY\",\"reason\":\"\"}]",
        server.ask("POST /v2/repository/index", "{}").text());
  }

  /** The protocol's own example, with this model's tensors. */
  @Test
  void jsonInJsonOut() throws IOException {
    RawClient.Response response =
        server.infer(
            """
            {
              "id" : "42",
              "inputs" : [
                {
                  "name" : "pair",
                  "shape" : [ 2, 2 ],
                  "datatype" : "FP32",
                  "data" : [ 0.25, 2, 0.75, 4 ]
                }
              ],
              "outputs" : [
                {
                  "name" : "probabilities"
                }
              ]
            }
            """);
    assertEquals(200, response.status());
    assertEquals("application/json", response.headers().get("content-type"));
    assertEquals(
        "{\"model_name\":\"mymodel\",\"model_version\":\"2\",\"id\":\"42\",\"outputs\":[{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[2,2],\"data\":[0.75,0.25,0.25,0.75]}]}",
        response.text());
  }

  @Test
  void nestedArraysAndBytesAndTheOrderOfFieldsDoNotMatter() throws IOException {
    RawClient.Response response =
        server.ask(
            "POST /v2/models/mymodel/versions/1/infer",
            "{\"inputs\":[{\"data\":[[255,0],[0,0]],\"datatype\":\"UINT8\",\"shape\":[2,2],\"unknown\":{\"a\":[1]},\"name\":\"pair\"}],\"more\":[[]]}");
    assertEquals(
        "{\"model_name\":\"mymodel\",\"model_version\":\"1\",\"outputs\":[{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[2,2],\"data\":[0.0,1.0,1.0,0.0]},{\"name\":\"class\",\"datatype\":\"BYTES\",\"shape\":[2],\"data\":[\"pos\",\"neg\"]}]}",
        response.text());
  }

  /** The extension's own example, with this model's tensors. */
  @Test
  void binaryInBinaryOut() throws IOException {
    String json =
        "{\"model_name\":\"mymodel\",\"inputs\":[{\"name\":\"pair\",\"shape\":[2,2],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":16}}],\"outputs\":[{\"name\":\"class\",\"parameters\":{\"binary_data\":true}},{\"name\":\"probabilities\",\"parameters\":{\"binary_data\":true}}]}";
    byte[] body = with(json, floats(0.25f, 2, 0.75f, 4));
    RawClient.Response response =
        server.ask(
            "POST /v2/models/mymodel/infer\nContent-Type: application/octet-stream\nInference-Header-Content-Length: "
                + json.length(),
            body);
    String expected =
        "{\"model_name\":\"mymodel\",\"model_version\":\"2\",\"outputs\":[{\"name\":\"class\",\"datatype\":\"BYTES\",\"shape\":[2],\"parameters\":{\"binary_data_size\":14}},{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[2,2],\"parameters\":{\"binary_data_size\":16}}]}";
    assertEquals(200, response.status(), response.text());
    assertEquals("application/octet-stream", response.headers().get("content-type"));
    assertEquals(
        String.valueOf(expected.length()),
        response.headers().get("inference-header-content-length"));
    byte[] classes = {3, 0, 0, 0, 'n', 'e', 'g', 3, 0, 0, 0, 'p', 'o', 's'};
    assertArrayEquals(
        with(with(expected, classes), floats(0.75f, 0.25f, 0.25f, 0.75f)), response.body());
  }

  @Test
  void theRequestsDefaultGivesWayToAnOutputsOwn() throws IOException {
    RawClient.Response response =
        server.infer(
            "{\"parameters\":{\"binary_data_output\":true},\"inputs\":[{\"name\":\"pair\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[0.5,0]}],\"outputs\":[{\"name\":\"class\",\"parameters\":{\"binary_data\":false}},{\"name\":\"probabilities\"}]}");
    int json = Integer.parseInt(response.headers().get("inference-header-content-length"));
    assertTrue(response.text().contains("\"data\":[\"neg\"]"), response.text());
    assertArrayEquals(
        floats(0.5f, 0.5f), Arrays.copyOfRange(response.body(), json, response.body().length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v2/models/nobody/infer|404|There is no model 'nobody', only mymodel",
        "/v2/models/mymodel/versions/3/infer|404|has no version '3', only 1, 2",
        "/v2/models/mymodel/guess|405|Only GET is possible here",
        "/v2/health/ready|405|Only GET is possible here",
        "/v3|405|Only GET is possible here",
      })
  void whatIsNotServed(String path, int status, String error) throws IOException {
    RawClient.Response response = server.ask("POST " + path, TestServer.request(0.5f));
    assertEquals(status, response.status());
    assertTrue(response.text().startsWith("{\"error\":\""), response.text());
    assertTrue(response.text().contains(error), response.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|A request must be an object",
        "[]|A request must be an object",
        "{|The request is no JSON",
        "{} {}|Something follows the JSON",
        "{}|The model takes one input, 'pair', not 0",
        "{\"id\":1}|'id' must be a string",
        "{\"inputs\":{}}|'inputs' must be an array",
        "{\"inputs\":[1]}|Each of 'inputs' must be an object",
        "{\"inputs\":[{}]}|The model takes the input 'pair', not one without a name",
        "{\"inputs\":[{\"name\":\"other\"}]}|not 'other'",
        "{\"inputs\":[{\"name\":\"pair\"}]}|takes the datatype FP32 or UINT8, not none",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"INT64\"}]}|FP32 or UINT8, not INT64",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\"}]}|has the shape [-1, 2], not none",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[2]}]}|not [2]",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[0,2]}]}|not [0, 2]",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[1,2,1]}]}|not [1, 2, 1]",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[4611686018427387904,2],\"data\":[]}]}|not [4611686018427387904, 2]",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[99999999999999999999,2]}]}|no JSON",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[1.5,2]}]}|'shape' must be a few whole numbers",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[1,2]}]}|either data or the parameter binary_data_size, not neither",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[1]}]}|has 2 elements, but the data has 1",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[1,\"a\"]}]}|not all of one kind",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[\"a\",\"b\"]}]}|must be numbers",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[true,null]}]}|numbers or strings, not true",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[1e99,1]}]}|A number of the input is infinite",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[2,2],\"data\":[[1,2,3],[4]]}]}|not all of one length",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[[1],[2]]}]}|not of the shape [1, 2]",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"UINT8\",\"shape\":[1,2],\"data\":[1,256]}]}|Element 1 is 256.0, no UINT8",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"UINT8\",\"shape\":[1,2],\"data\":[0.5,1]}]}|Element 0 is 0.5, no UINT8",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[1,2],\"parameters\":{\"binary_data_size\":8}}]}|0 bytes are behind the JSON, but 8",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[1,2],\"parameters\":{\"binary_data_size\":-1}}]}|but -1 were announced",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[1,2]},{}]}|one input, 'pair', not several",
        "{\"inputs\":[{\"name\":\"pair\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[1,2]}],\"outputs\":[{\"name\":\"x\"}]}|has no output 'x', only probabilities and class",
        "{\"a\":1,\"a\":2}|no JSON: Duplicate field 'a'",
      })
  void whatIsWrongIsSaid(String json, String error) throws IOException {
    RawClient.Response response = server.infer(json);
    assertEquals(400, response.status());
    assertTrue(response.text().startsWith("{\"error\":\""), response.text());
    assertTrue(response.text().contains(error), response.text());
  }

  @ParameterizedTest
  @CsvSource({"x,must be a number", "-1,is -1", "999,is 999", "99999999999,must be a number"})
  void aWrongLengthOfTheJsonIsSaid(String length, String error) throws IOException {
    RawClient.Response response =
        server.ask(
            "POST /v2/models/mymodel/infer\nInference-Header-Content-Length: " + length, "{}");
    assertEquals(400, response.status());
    assertTrue(response.text().contains(error), response.text());
  }

  @Test
  void binaryDataOfAnotherSizeIsRefused() throws IOException {
    String json =
        "{\"inputs\":[{\"name\":\"pair\",\"shape\":[1,2],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":4}}]}";
    RawClient.Response response =
        server.ask(
            "POST /v2/models/mymodel/infer\nInference-Header-Content-Length: " + json.length(),
            with(json, floats(1)));
    assertEquals(400, response.status());
    assertTrue(response.text().contains("FP32 of shape [1, 2] has 8 bytes, not 4"));
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static byte[] with(String json, byte[] data) {
    return with(json.getBytes(StandardCharsets.UTF_8), data);
  }

  private static byte[] with(byte[] json, byte[] data) {
    return ByteBuffer.allocate(json.length + data.length).put(json).put(data).array();
  }
}
