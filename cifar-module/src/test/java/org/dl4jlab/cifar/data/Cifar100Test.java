package org.dl4jlab.cifar.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.dl4jlab.UserException;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.DataAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CIFAR-100's layout: two labels before the planes, of which the second is the class. */
class Cifar100Test {

  private static final Cifar100 FORMAT = new Cifar100();

  @TempDir Path temp;

  private ImageSet open(Path data) throws IOException {
    DataAccess offline =
        new DataAccess(
            new Cache(temp.resolve("cache")),
            UnaryOperator.identity(),
            true,
            (soFar, inAll) -> {},
            notice -> {});
    return new ImageSets(FORMAT, offline).open(data.toString());
  }

  private void assertRefused(Path data, String because) {
    var e = assertThrows(UserException.class, () -> open(data));
    assertTrue(e.getMessage().endsWith(because), e.getMessage());
  }

  @Test
  void hasAHundredClassesInAlphabeticalOrder() {
    assertEquals(100, FORMAT.classes().size());
    assertEquals(FORMAT.classes(), new TreeSet<>(FORMAT.classes()).stream().toList());
    assertEquals("apple", FORMAT.classes().get(0));
    assertEquals("maple_tree", FORMAT.classes().get(47));
    assertEquals("worm", FORMAT.classes().get(99));
    assertEquals(3074, FORMAT.recordBytes());
  }

  @Test
  void secondLabelIsTheClassAndThePlanesFollow() throws IOException {
    Path folder = FakeCifar.folder(FORMAT, temp.resolve("data"), 1);
    byte[] train = new byte[2 * 3074];
    train[0] = 19;
    train[1] = 1;
    train[3074] = 1;
    train[3074 + 1] = 99;
    train[3074 + 2 + 1024 + 32 + 3] = (byte) 200; // green, row 1, column 3
    Files.write(folder.resolve("train.bin"), train);
    ImageSet images = open(folder);
    assertEquals("CIFAR-100", images.title());
    assertEquals("cifar100", images.kind());
    assertEquals(2, images.train().count());
    assertEquals(1, images.train().label(0));
    assertEquals(99, images.train().label(1));
    assertEquals(200, images.train().pixel(1, 1, 3, 1));
  }

  @Test
  void folderAndArchiveHoldTheSameImages() throws IOException {
    Path folder = FakeCifar.folder(FORMAT, temp.resolve("data/cifar-100-binary"), 101);
    Path archive = Files.write(temp.resolve("a.tar.gz"), FakeCifar.archive(FORMAT, 101));
    ImageSet expected = open(folder);
    for (Path other : new Path[] {archive, temp.resolve("data")}) {
      ImageSet images = open(other);
      assertEquals(expected.train().checksum(), images.train().checksum());
      assertEquals(expected.test().checksum(), images.test().checksum());
    }
  }

  @Test
  void labelOutOfRangeIsRefusedNamingFileAndRecord() throws IOException {
    Path folder = FakeCifar.folder(FORMAT, temp.resolve("data"), 3);
    byte[] train = FakeCifar.batch(FORMAT, 3, 1);
    train[2 * 3074 + 1] = 100;
    Files.write(folder.resolve("train.bin"), train);
    assertRefused(folder, "train.bin has the label 100 in record 2; labels are 0 to 99");
  }

  @Test
  void filesCutShortOrMissingAreRefused() throws IOException {
    Path folder = FakeCifar.folder(FORMAT, temp.resolve("data"), 2);
    Files.write(folder.resolve("test.bin"), Arrays.copyOf(FakeCifar.batch(FORMAT, 2, 1), 2 * 3073));
    assertRefused(
        folder,
        "test.bin is cut short: 6,146 bytes are not a whole number of records of 3,074 bytes");
    Files.delete(folder.resolve("test.bin"));
    assertRefused(folder, "test.bin is missing");
    Path archive = Files.write(temp.resolve("a.tar.gz"), FakeCifar.archive(2));
    assertRefused(archive, archive + " is CIFAR-10; read it with --dataset cifar10");
  }
}
