package org.dl4jlab.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path temp;

  private List<String> names() throws IOException {
    try (var files = Files.list(temp)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void replacesTheOldFile() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "a longer old text");
    AtomicFile.write(file, "new ä");
    assertEquals("new ä", Files.readString(file));
    assertEquals(List.of("file"), names());
  }

  @Test
  void writerThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "old");
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicFile.write(
                file,
                out -> {
                  out.write(new byte[100]);
                  assertEquals("old", Files.readString(file));
                  throw new IllegalStateException();
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("file"), names());
  }

  @Test
  void restOfACrashIsOverwritten() throws IOException {
    Files.writeString(temp.resolve(".file.part"), "half of an earlier, longer attempt");
    AtomicFile.write(temp.resolve("file"), "new");
    assertEquals("new", Files.readString(temp.resolve("file")));
    assertEquals(List.of("file"), names());
  }

  @Test
  void writerMayCloseItsStream() throws IOException {
    AtomicFile.write(
        temp.resolve("file"),
        out -> {
          out.write(new byte[] {1, 2, 3}, 1, 2);
          out.close();
        });
    assertArrayEquals(new byte[] {2, 3}, Files.readAllBytes(temp.resolve("file")));
  }

  @Test
  void missingFolderIsNamed() {
    Path file = temp.resolve("missing").resolve("file");
    var e = assertThrows(UserException.class, () -> AtomicFile.write(file, "text"));
    assertEquals(
        "%s cannot be written: %s is no folder".formatted(file, temp.resolve("missing")),
        e.getMessage());
  }
}
