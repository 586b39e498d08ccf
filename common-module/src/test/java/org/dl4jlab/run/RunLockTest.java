package org.dl4jlab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir Path temp;

  @Test
  void oneTrainingAtATimeHasAFolder() throws IOException {
    Path run = temp.resolve("run");
    try (RunLock lock = RunLock.ofNew(run)) {
      RunFolder folder = lock.folder();
      var e = assertThrows(UserException.class, () -> RunLock.of(folder));
      assertEquals(
          "The run %s is being trained by another process; wait for its end, or train into another folder"
              .formatted(run),
          e.getMessage());
      assertTrue(
          assertThrows(UserException.class, () -> RunLock.ofNew(run))
              .getMessage()
              .contains("exists already"));
    }
    assertFalse(Files.exists(run.resolve(RunLock.FILE)));
    RunLock.of(RunFolder.at(run)).close();
  }

  @Test
  void whatAKilledTrainingHasLeftIsRemoved() throws IOException {
    Path run = Files.createDirectory(temp.resolve("run"));
    Path part = Files.createFile(run.resolve(".model.zip.0123456789abcdef.part"));
    Files.writeString(run.resolve(RunLock.FILE), "the word of a process that is no more");
    try (RunLock lock = RunLock.ofNew(run)) {
      assertFalse(Files.exists(part));
      assertTrue(lock.holds());
    }
  }

  @Test
  void folderOfATrainingThatWasKilledBeforeItsFirstFileIsFree() throws IOException {
    Path run = Files.createDirectory(temp.resolve("run"));
    new Checksums(run).announce(RunFolder.CONFIG, "0".repeat(64));
    RunLock.ofNew(run).close();
    Files.writeString(run.resolve(Checksums.FILE), "0".repeat(64) + "  a file of somebody's\n");
    assertThrows(UserException.class, () -> RunLock.ofNew(run));
  }

  @Test
  void folderThatWasReplacedIsNoticed() throws IOException {
    Path run = temp.resolve("run");
    try (RunLock lock = RunLock.ofNew(run)) {
      assertTrue(lock.holds());
      Files.move(run, temp.resolve("moved"));
      assertFalse(lock.holds());
      Files.createDirectory(run);
      assertFalse(lock.holds());
      Files.writeString(run.resolve(RunLock.FILE), "another's");
      assertFalse(lock.holds());
    }
    assertEquals("another's", Files.readString(run.resolve(RunLock.FILE)));
  }

  @Test
  void nextFolderIsNumbered() throws IOException {
    Path run = Files.createDirectory(temp.resolve("run"));
    Files.createDirectory(temp.resolve("run-2"));
    try (RunLock lock = RunLock.ofNext(run)) {
      assertEquals(temp.resolve("run-3"), lock.folder().path());
    }
  }
}
