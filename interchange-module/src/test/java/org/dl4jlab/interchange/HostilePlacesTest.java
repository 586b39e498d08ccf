package org.dl4jlab.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.interchange.keras.writer.KerasExport;
import org.dl4jlab.interchange.onnx.OnnxExport;
import org.dl4jlab.interchange.safetensors.NetworkTensors;
import org.dl4jlab.run.FullDisk;
import org.dl4jlab.testing.files.Faults;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a file cannot be written, what was there stays, and nothing half written is left. */
class HostilePlacesTest {

  private static final LectureNetworks LECTURE = LectureNetworks.CNN;
  private static final String OLD = "what was there";

  @TempDir private Path folder;

  /** A way out. */
  enum Format {
    ONNX,
    KERAS,
    SAFETENSORS;

    void write(ComputationGraph network, Path file) throws IOException {
      switch (this) {
        case ONNX -> OnnxExport.of(network, LECTURE.input()).write(file);
        case KERAS -> KerasExport.of(network, LECTURE.input()).write(file);
        default -> NetworkTensors.write(network, file, Map.of());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void fullDiskLeavesTheOldFile(Format format) throws IOException {
    ComputationGraph network = LECTURE.network();
    Path file = Files.writeString(folder.resolve("model"), OLD);
    for (int first = 1; fails(format, network, Faults.Kind.FULL_DISK, first); first++) {
      assertEquals(OLD, Files.readString(file));
      assertEquals(List.of(file), files());
    }
    assertTrue(Files.size(file) > OLD.length());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void deathLeavesTheOldFileOrTheNew(Format format) throws IOException {
    ComputationGraph network = LECTURE.network();
    Path file = Files.writeString(folder.resolve("model"), OLD);
    int deaths = 0;
    for (int first = 1; fails(format, network, Faults.Kind.CRASH, first); first++) {
      assertEquals(OLD, Files.readString(file));
      deaths++;
    }
    assertTrue(deaths > 1);
    assertTrue(Files.size(file) > OLD.length());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void missingFolderIsNamed(Format format) {
    Path nowhere = folder.resolve("nowhere").resolve("model");
    UserException e =
        assertThrows(UserException.class, () -> format.write(LECTURE.network(), nowhere));
    assertEquals(
        "%s cannot be written: %s is no folder".formatted(nowhere, nowhere.getParent()),
        e.getMessage());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void folderInTheFilesPlaceStays(Format format) throws IOException {
    Path taken = Files.createDirectory(folder.resolve("model"));
    UserException e =
        assertThrows(UserException.class, () -> format.write(LECTURE.network(), taken));
    assertEquals(taken + " cannot be written: it is a folder", e.getMessage());
    assertEquals(List.of(taken), files());
    assertTrue(Files.isDirectory(taken));
  }

  private boolean fails(Format format, ComputationGraph network, Faults.Kind kind, int first)
      throws IOException {
    Path file = new Faults(kind, first).in(folder.resolve("model"));
    try {
      format.write(network, file);
      return false;
    } catch (IOException e) {
      assertTrue(kind != Faults.Kind.FULL_DISK || e instanceof FullDisk, e::getMessage);
      return true;
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
