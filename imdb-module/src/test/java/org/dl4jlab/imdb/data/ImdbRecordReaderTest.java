package org.dl4jlab.imdb.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImdbRecordReaderTest {

  @TempDir Path temp;

  private ImdbRecordReader reader(byte[] archive, String... folders) throws Exception {
    Path file = Files.write(temp.resolve("imdb.tar.gz"), archive);
    ImdbRecordReader reader =
        new ImdbRecordReader(folders.length == 0 ? Imdb.FOLDERS : List.of(folders));
    reader.initialize(new FileSplit(file.toFile()));
    return reader;
  }

  private void assertRefused(byte[] archive, String because) {
    var e = assertThrows(UserException.class, () -> reader(archive));
    assertTrue(e.getMessage().contains("imdb.tar.gz"), e.getMessage());
    assertTrue(e.getMessage().contains(because), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  private void assertRefused(String name, byte[] content, String because) throws Exception {
    Map<String, byte[]> files = FakeImdb.files(2);
    files.put(name, content);
    assertRefused(FakeImdb.archive(files), because);
  }

  @Test
  void recordIsTextAndLabel() throws Exception {
    try (ImdbRecordReader reader = reader(FakeImdb.archive(FakeImdb.files(2)), "train/pos")) {
      assertEquals(List.of("negative", "positive"), reader.getLabels());
      assertEquals(
          List.of(new Text("Review 0 in train/pos, it\u2019s n\u00BA 0."), new IntWritable(1)),
          reader.next());
      Review second = reader.nextReview();
      assertEquals("train/pos/1_8", second.id());
      assertEquals(8, second.stars());
      assertFalse(reader.hasNext());
      assertThrows(NoSuchElementException.class, reader::next);
    }
  }

  @Test
  void reviewsAreInTheOrderOfTheirNumbersAndCanBeReadAgain() throws Exception {
    try (ImdbRecordReader reader = reader(FakeImdb.archive(FakeImdb.files(12)))) {
      assertEquals(60, reader.count());
      assertEquals(60, reader.next(100).size());
      reader.reset();
      List<String> ids = reader.readAll().stream().map(Review::id).toList();
      assertEquals("test/neg/0_1", ids.get(0));
      assertEquals(List.of("test/neg/9_2", "test/neg/10_3"), ids.subList(9, 11));
      assertEquals("train/unsup/11_0", ids.get(59));
    }
  }

  @Test
  void unlabelledReviewsHaveNoLabelAndNoStars() throws Exception {
    try (ImdbRecordReader reader = reader(FakeImdb.archive(FakeImdb.files(1)), "train/unsup")) {
      Review review = reader.nextReview();
      assertEquals(Review.UNLABELLED, review.label());
      assertEquals(0, review.stars());
    }
  }

  @Test
  void otherFilesArePassedOver() throws Exception {
    Map<String, byte[]> files = FakeImdb.files(1);
    files.put("train/urls_pos.txt", new byte[0]);
    files.put("train/pos/._0_7.txt", new byte[0]);
    files.put("train/pos/labeledBow.feat", new byte[0]);
    files.put("README", new byte[0]);
    assertEquals(5, reader(FakeImdb.archive(files)).count());
  }

  @Test
  void damagedReviewsAreNamed() throws Exception {
    assertRefused("test/neg/5_1.txt", new byte[0], "aclImdb/test/neg/5_1.txt is empty");
    assertRefused("test/neg/5_1.txt", " \n".getBytes(), "aclImdb/test/neg/5_1.txt is empty");
    assertRefused(
        "train/pos/5_9.txt",
        "caf\u00E9".getBytes(StandardCharsets.ISO_8859_1),
        "aclImdb/train/pos/5_9.txt is not text in UTF-8");
    assertRefused(
        "train/pos/5_9.txt",
        "a".repeat(1_000_001).getBytes(),
        "aclImdb/train/pos/5_9.txt is longer than the 1,000,000 characters");
    assertRefused("train/pos/5_9.txt", new byte[10_000_000], "is longer than the 1,000,000");
  }

  @Test
  void longestReviewIsRead() throws Exception {
    Map<String, byte[]> files = FakeImdb.files(1);
    files.put("train/pos/5_9.txt", "\u6620".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
    assertEquals(6, reader(FakeImdb.archive(files)).count());
  }

  @Test
  void namesThatLeadOutAreRefused() throws Exception {
    assertRefused("../../train/pos/1_7.txt", new byte[] {'a'}, "leads out of it");
  }

  @Test
  void archiveCutShortIsRefused() throws Exception {
    byte[] whole = FakeImdb.archive(FakeImdb.files(3));
    for (double share : new double[] {0.01, 0.5, 0.99}) {
      assertRefused(Arrays.copyOf(whole, (int) (whole.length * share)), "cut short");
    }
  }

  @Test
  void folderThatTheArchiveLacksIsNamed() throws Exception {
    Map<String, byte[]> files = FakeImdb.files(1);
    files.keySet().removeIf(name -> name.startsWith("test/pos"));
    assertRefused(FakeImdb.archive(files), "holds no reviews in aclImdb/test/pos");
    files = FakeImdb.files(1);
    files.keySet().removeIf(name -> name.startsWith("train/unsup"));
    assertEquals(4, reader(FakeImdb.archive(files)).count());
  }
}
