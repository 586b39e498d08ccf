package org.dl4jlab.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jlab.UserException;
import org.dl4jlab.nets.BatchNormCnn;
import org.dl4jlab.nets.NetworkOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ModelFileTest {

  @TempDir Path temp;

  private final INDArray images;
  private final List<String> notices = new ArrayList<>();
  private ComputationGraph graph;
  private Path file;

  ModelFileTest() {
    graph =
        new ComputationGraph(BatchNormCnn.configuration(new NetworkOptions(8, 8, 3, 3, 1e-3, 1)));
    images = Nd4j.rand(DataType.FLOAT, 4, 3, 8, 8);
  }

  @BeforeEach
  void write() throws IOException {
    graph.init();
    graph.fit(
        new INDArray[] {images},
        new INDArray[] {Nd4j.eye(3).castTo(DataType.FLOAT).getRows(0, 1, 2, 0)});
    file = temp.resolve("model.zip");
    ModelFile.write(graph, file);
  }

  /** Writes the model's entries anew, as a test has changed them. */
  private void rewrite(java.util.function.Consumer<Map<String, byte[]>> change) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    change.accept(entries);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private void assertRefused(String because) {
    var e = assertThrows(UserException.class, () -> ModelFile.read(file, notices::add));
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(because), e.getMessage());
  }

  @Test
  void readBackItPredictsTheSameAndCanBeTrainedOn() throws IOException {
    ComputationGraph read = ModelFile.read(file, notices::add);
    assertEquals(graph.outputSingle(images), read.outputSingle(images));
    assertArrayEquals(
        graph.getUpdater().getUpdaterStateViewArray().toFloatVector(),
        read.getUpdater().getUpdaterStateViewArray().toFloatVector());
    assertEquals(1, read.getConfiguration().getIterationCount());
  }

  @Test
  void dl4jItselfReadsIt() throws IOException {
    ComputationGraph read = ModelSerializer.restoreComputationGraph(file.toFile());
    assertEquals(graph.outputSingle(images), read.outputSingle(images));
  }

  @Test
  void missingFileIsNamed() throws IOException {
    Files.delete(file);
    var e = assertThrows(UserException.class, () -> ModelFile.read(file, notices::add));
    assertEquals(
        "The run %s has no model yet; train it with train --resume".formatted(temp),
        e.getMessage());
  }

  @Test
  void fileThatIsNoZipIsRefused() throws IOException {
    Files.writeString(file, "this is no zip");
    assertRefused("is no model of DL4J");
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    Files.write(file, new byte[0]);
    assertRefused("is no model of DL4J");
  }

  @Test
  void truncatedZipIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (double share : new double[] {0.01, 0.5, 0.9999}) {
      Files.write(file, Arrays.copyOf(whole, (int) (whole.length * share)));
      assertRefused("is no model of DL4J");
    }
  }

  @Test
  void zipThatLacksWhatAModelNeedsIsRefused() throws IOException {
    rewrite(entries -> entries.remove("coefficients.bin"));
    assertRefused("it lacks [coefficients.bin]");
  }

  @Test
  void entriesThatDl4jWouldDeserialiseAreRefused() throws IOException {
    for (String name : new String[] {"preprocessor.bin", "normalizer.bin"}) {
      rewrite(entries -> entries.put(name, new byte[] {1}));
      assertRefused(name);
      rewrite(entries -> entries.remove(name));
    }
    assertEquals(graph.numParams(), ModelFile.read(file, notices::add).numParams());
  }

  @Test
  void damagedConfigurationIsRefused() throws IOException {
    rewrite(entries -> entries.put("configuration.json", "{}".getBytes()));
    assertRefused("is no model of DL4J");
  }

  @Test
  void damagedParametersAreRefused() throws IOException {
    rewrite(
        entries ->
            entries.computeIfPresent(
                "coefficients.bin", (name, bytes) -> Arrays.copyOf(bytes, bytes.length / 2)));
    assertRefused("is no model of DL4J");
  }
}
