package org.dl4jlab.interchange.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.testing.Mutations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One small model that was trained for three steps with Adam, in files laid out as Keras 3 and 2 do
 * it, written by the HDF5 library that Keras uses.
 */
class TrainedFilesTest {

  @TempDir Path temp;

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = TrainedFilesTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private ImportedModel read(String name) throws IOException {
    return KerasImport.read(Files.write(temp.resolve(name), bytes(name)));
  }

  /** The same parameters, moments and steps, whatever the order in which the file has them. */
  @Test
  void allFormatsMeanTheSame() throws IOException {
    ImportedModel model = read("trained.keras");
    INDArray state = model.graph().getUpdater().getStateViewArray();
    assertTrue(state.maxNumber().doubleValue() > 0, state.toString());
    for (String other : List.of("trained.h5", "trained_keras2.h5")) {
      ImportedModel same = read(other);
      assertEquals(model.graph().params(), same.graph().params(), other);
      assertEquals(state, same.graph().getUpdater().getStateViewArray(), other);
      assertEquals(3, same.steps(), other);
      assertTrue(same.compiled(), other);
      assertEquals(0.002, same.learningRate(), other);
      assertEquals(List.of(), same.notes(), other);
    }
    assertEquals(3, model.steps());
    assertEquals(List.of(), model.notes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"trained.keras", "trained.h5", "trained_keras2.h5"})
  void damagedOnes(String name) throws IOException {
    byte[] whole = bytes(name);
    Path file = temp.resolve(name);
    Mutations.assertHarmless(
        3 * Mutations.FEW,
        mutator -> name.endsWith(".h5") ? mutator.mutate(whole) : mutator.mutateZip(whole),
        damaged -> HostileFilesTest.readOrRefuse(Files.write(file, damaged)));
  }

  /** Of all places where it may end. */
  @ParameterizedTest
  @ValueSource(strings = {"trained.keras", "trained.h5", "trained_keras2.h5"})
  void truncatedOnes(String name) throws IOException {
    byte[] whole = bytes(name);
    Path file = temp.resolve(name);
    for (int length = 0; length < whole.length; length += 61) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      HostileFilesTest.readOrRefuse(file);
    }
  }
}
