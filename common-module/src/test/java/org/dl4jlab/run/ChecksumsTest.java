package org.dl4jlab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.dl4jlab.UserException;
import org.dl4jlab.train.History;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {

  @TempDir Path temp;

  private RunFolder folder;

  @BeforeEach
  void create() throws IOException {
    folder = RunFolder.create(temp.resolve("run"));
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.file(Checksums.FILE));
  }

  private static String line(String text, String name) {
    return "%s  %s".formatted(DigestUtils.sha256Hex(text), name);
  }

  @Test
  void filesAreListedAsSha256sumListsThem() throws IOException {
    folder.write("b.txt", "two");
    folder.write("a.txt", "one");
    folder.write(RunFolder.REPORT, "not read again");
    folder.settle();
    assertEquals(List.of(line("one", "a.txt"), line("two", "b.txt")), lines());
  }

  @Test
  void aFileIsAnnouncedBeforeItIsThere() throws IOException {
    folder.write("a.txt", "one");
    folder.settle();
    folder.write("a.txt", "two");
    assertEquals(List.of(line("one", "a.txt"), "# next " + line("two", "a.txt")), lines());
    folder.requireAsWritten("a.txt");
    Files.writeString(folder.file("a.txt"), "one"); // as if the run was killed before the renaming
    folder.requireAsWritten("a.txt");
  }

  @Test
  void killedRunThatGoesOnKnowsBothOfItsFiles() throws IOException {
    folder.write("a.txt", "one");
    folder.settle();
    folder.write("a.txt", "two"); // killed before it could settle
    RunFolder resumed = RunFolder.openIncomplete(configured().path());
    AtomicFile.write(resumed.file("other"), out -> {}); // what a run does meanwhile does not matter
    Checksums checksums = new Checksums(folder.path());
    checksums.announce("a.txt", DigestUtils.sha256Hex("three")); // killed before the renaming
    resumed.requireAsWritten("a.txt");
  }

  private RunFolder configured() throws IOException {
    folder.write(RunFolder.CONFIG, "{}");
    return folder;
  }

  @Test
  void changedTextIsNamedAndUsed() throws IOException {
    folder.write(History.empty());
    folder.readHistory();
    assertEquals(List.of(), folder.notices());
    Files.writeString(
        folder.file(RunFolder.HISTORY), History.empty().toCsv() + "1,0.5,0.5,0.5,0.5\n");
    assertEquals(1, folder.readHistory().epochs().size());
    assertEquals(
        List.of(
            "%s was changed after the run had written it; it is used as it is now"
                .formatted(folder.file(RunFolder.HISTORY))),
        folder.notices());
  }

  @Test
  void changedModelIsRefusedUntilItsLineIsDeleted() throws IOException {
    folder.write(RunFolder.MODEL, "a model");
    folder.settle();
    Files.writeString(folder.file(RunFolder.MODEL), "another");
    var e = assertThrows(UserException.class, folder::readModel);
    assertTrue(
        e.getMessage().contains("model.zip is damaged or was changed: its SHA-256 is not the one"),
        e.getMessage());
    Files.writeString(folder.file(Checksums.FILE), "");
    e = assertThrows(UserException.class, folder::readModel);
    assertTrue(e.getMessage().contains("is no model of DL4J"), e.getMessage());
  }

  @Test
  void runWithoutChecksumsIsToldAsSuch() throws IOException {
    Files.writeString(folder.file(RunFolder.MODEL), "of an older version");
    assertThrows(UserException.class, folder::readModel);
    assertEquals(1, folder.notices().size());
    assertTrue(folder.notices().get(0).contains("has no checksums.sha256"));
  }

  @Test
  void damagedLinesAreNone() throws IOException {
    folder.write("a.txt", "one");
    folder.settle();
    Files.write(folder.file(Checksums.FILE), new byte[] {(byte) 0xff, '\n', 'x'});
    folder.requireAsWritten("a.txt");
    folder.write("b.txt", "two");
    folder.settle();
    assertEquals(List.of(line("two", "b.txt")), lines());
    assertFalse(Files.exists(folder.file(RunLock.FILE)));
  }
}
