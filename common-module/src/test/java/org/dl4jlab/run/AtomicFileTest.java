package org.dl4jlab.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
  void restOfACrashIsRemoved() throws IOException {
    Path rest = temp.resolve(".file.0123456789abcdef.part");
    Files.writeString(rest, "half of an earlier, longer attempt");
    Files.setLastModifiedTime(rest, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    AtomicFile.write(temp.resolve("file"), "new");
    assertEquals("new", Files.readString(temp.resolve("file")));
    assertEquals(List.of("file"), names());
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void linkIsReplacedAndWhatItPointsToIsLeft() throws IOException {
    Path mine = Files.writeString(temp.resolve("mine"), "mine");
    for (String name : List.of("file", ".file.part")) {
      Files.createSymbolicLink(temp.resolve(name), mine);
    }
    AtomicFile.write(temp.resolve("file"), "new");
    assertEquals("mine", Files.readString(mine));
    assertFalse(Files.isSymbolicLink(temp.resolve("file")));
    assertEquals("new", Files.readString(temp.resolve("file")));
  }

  @Test
  void partsHaveOtherNamesEachTime() throws IOException {
    Set<String> parts = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      AtomicFile.write(temp.resolve("file"), out -> parts.addAll(names()));
    }
    parts.remove("file");
    assertEquals(3, parts.size());
  }

  @Test
  void partOfAnotherWriterIsLeft() throws IOException {
    Path others = Files.createFile(temp.resolve(".file.0123456789abcdef.part"));
    AtomicFile.write(temp.resolve("file"), "new");
    assertTrue(Files.exists(others));
  }

  @Test
  void fullDiskIsCalledByItsName() {
    var e =
        assertThrows(
            FullDisk.class,
            () ->
                AtomicFile.write(
                    temp.resolve("file"),
                    out -> {
                      throw new IOException("No space left on device");
                    }));
    assertEquals(temp.resolve("file") + ": the disk is full", e.getMessage());
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

  @Test
  void folderInItsPlaceIsNamed() {
    var e = assertThrows(UserException.class, () -> AtomicFile.write(temp, "text"));
    assertEquals(temp + " cannot be written: it is a folder", e.getMessage());
  }
}
