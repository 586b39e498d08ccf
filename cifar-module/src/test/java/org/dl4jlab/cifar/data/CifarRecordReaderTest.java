package org.dl4jlab.cifar.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.writable.NDArrayWritable;
import org.dl4jlab.UserException;
import org.dl4jlab.data.ImageDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class CifarRecordReaderTest {

  private static final CifarFormat CIFAR10 = new Cifar10();

  @TempDir Path temp;

  private static CifarRecordReader reader(Path... files) throws Exception {
    CifarRecordReader reader = new CifarRecordReader(CIFAR10, CIFAR10.trainFiles());
    List<URI> locations = Arrays.stream(files).map(Path::toUri).toList();
    reader.initialize(new CollectionInputSplit(locations));
    return reader;
  }

  private Path batch(String name, byte[] content) throws Exception {
    return Files.write(temp.resolve(name), content);
  }

  @Test
  void recordIsALabelAndThreePlanes() throws Exception {
    byte[] bytes = FakeCifar.batch(2, 1);
    int second = CIFAR10.recordBytes();
    bytes[second] = 9;
    bytes[second + 1 + 1024 + 32 + 2] = (byte) 200; // green, row 1, column 2
    try (CifarRecordReader reader = reader(batch("b.bin", bytes))) {
      reader.next();
      var record = reader.next();
      INDArray pixels = ((NDArrayWritable) record.get(0)).get();
      assertArrayEquals(new long[] {1, 3, 32, 32}, pixels.shape());
      assertEquals(200, pixels.getInt(0, 1, 1, 2));
      assertEquals(9, record.get(1).toInt());
      assertFalse(reader.hasNext());
      assertThrows(NoSuchElementException.class, reader::next);
    }
  }

  @Test
  void filesFollowEachOtherAndCanBeReadAgain() throws Exception {
    try (CifarRecordReader reader =
        reader(batch("1.bin", FakeCifar.batch(2, 1)), batch("2.bin", FakeCifar.batch(3, 2)))) {
      assertEquals(5, reader.count());
      assertEquals(5, reader.next(100).size());
      reader.reset();
      assertEquals(2, reader.next(2).size());
      ImageDataset all = reader.readAll();
      assertEquals(5, all.count());
      assertEquals(1, all.label(3), "the second image of the second file");
      assertEquals(FakeCifar.batch(3, 2)[1] & 0xFF, all.pixel(2, 0, 0, 0));
    }
  }

  @Test
  void archiveIsReadInTheBatchesOrderNotInItsOwn() throws Exception {
    Path folder = FakeCifar.folder(temp.resolve("folder"), 3);
    Path archive = Files.write(temp.resolve("a.tar.gz"), FakeCifar.archive(3));
    Path[] files = CIFAR10.trainFiles().stream().map(folder::resolve).toArray(Path[]::new);
    try (var fromFolder = reader(files);
        var fromArchive = reader(archive)) {
      assertEquals(fromFolder.readAll().checksum(), fromArchive.readAll().checksum());
    }
  }

  @Test
  void labelAboveNineIsRefusedNamingFileAndRecord() throws Exception {
    byte[] bytes = FakeCifar.batch(3, 1);
    bytes[2 * CIFAR10.recordBytes()] = 12;
    try (CifarRecordReader reader = reader(batch("bad.bin", bytes))) {
      var e = assertThrows(UserException.class, reader::readAll);
      assertEquals(
          temp.resolve("bad.bin") + " has the label 12 in record 2; labels are 0 to 9",
          e.getMessage());
    }
  }

  @Test
  void emptyAndTruncatedFilesAreRefused() throws Exception {
    Path empty = batch("empty.bin", new byte[0]);
    assertTrue(
        assertThrows(UserException.class, () -> reader(empty)).getMessage().endsWith("is empty"));
    Path cut = batch("cut.bin", Arrays.copyOf(FakeCifar.batch(2, 1), 6145));
    assertTrue(
        assertThrows(UserException.class, () -> reader(cut)).getMessage().contains("is cut short"));
  }
}
