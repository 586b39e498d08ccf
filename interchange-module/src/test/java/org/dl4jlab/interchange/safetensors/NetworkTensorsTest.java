package org.dl4jlab.interchange.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.interchange.LectureNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NetworkTensorsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(LectureNetworks.class)
  void backToTheBit(LectureNetworks lecture) throws IOException {
    ComputationGraph network = lecture.network();
    Path file = folder.resolve("model.safetensors");
    NetworkTensors.write(network, file, Map.of());
    ComputationGraph other = new ComputationGraph(network.getConfiguration().clone());
    other.init();
    assertNotEquals(network.params(), other.params());
    NetworkTensors.load(other, file);
    assertArrayEquals(network.params().toFloatVector(), other.params().toFloatVector());
  }

  @Test
  void headerAndNumbersAsTheFormatHasThem() throws IOException {
    Path file = folder.resolve("two.safetensors");
    INDArray numbers = Nd4j.create(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    SafeTensors.write(file, Map.of("a.W", numbers), Map.of("from", "a test"));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[(int) bytes.getLong()];
    bytes.get(header);
    assertEquals(0, header.length % 8);
    assertEquals(
        "{\"__metadata__\":{\"from\":\"a test\"},"
            + "\"a.W\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}}",
        new String(header, StandardCharsets.UTF_8).strip());
    for (int i = 1; i <= 6; i++) {
      assertEquals(i, bytes.getFloat());
    }
    assertEquals(numbers, SafeTensors.read(file).get("a.W"));
  }

  @Test
  void namesAndShapesAreThoseOfTheField() throws IOException {
    Path file = folder.resolve("model.safetensors");
    NetworkTensors.write(LectureNetworks.CNN.network(), file, Map.of());
    Map<String, INDArray> arrays = SafeTensors.read(file);
    assertArrayEquals(new long[] {10, 3, 4, 4}, arrays.get("conv2d_1.W").shape());
    assertArrayEquals(new long[] {10, 1280}, arrays.get("dense.W").shape());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,800]}} | lies at [0,800]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}} | lies at [8,16]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | has the shape [-2]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999,99999999,99999999]}} | has the shape",
        "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}} | only F32 is read",
        "{\"a\":{\"dtype\":\"F32\"},\"a\":{\"dtype\":\"F32\"}} | its header is no JSON",
        "[1, 2] | its header is no JSON object",
        "{\"a\" | its header is no JSON"
      })
  void damagedFilesAreRefused(String header, String message) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(16 + json.length).order(ByteOrder.LITTLE_ENDIAN);
    refused(bytes.putLong(json.length).put(json).array(), message);
  }

  @Test
  void hugeAndTruncatedHeadersAreRefused() throws IOException {
    ByteBuffer huge = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    refused(huge.putLong(Long.MAX_VALUE).array(), "cannot be 9,223,372,036,854,775,807 bytes");
    refused(huge.putLong(0, 1000).array(), "it ends too early");
    refused(new byte[3], "it ends too early");
  }

  private void refused(byte[] content, String message) throws IOException {
    Path file = folder.resolve("bad.safetensors");
    Files.write(file, content);
    UserException e = assertThrows(UserException.class, () -> SafeTensors.read(file));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
  }

  @Test
  void anotherNetworksFileIsRefused() throws IOException {
    Path file = folder.resolve("model.safetensors");
    NetworkTensors.write(LectureNetworks.CNN.network(), file, Map.of());
    ComputationGraph dense = LectureNetworks.DENSE.network();
    INDArray before = dense.params().dup();
    UserException e = assertThrows(UserException.class, () -> NetworkTensors.load(dense, file));
    assertTrue(e.getMessage().contains("it lacks [dense_1.W"), e.getMessage());
    assertEquals(before, dense.params());
  }
}
