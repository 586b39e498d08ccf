package org.dl4jlab.imdb.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dl4jlab.UserException;
import org.dl4jlab.source.Broken;
import org.dl4jlab.source.Division;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's own reviews: folders, and single files. */
class OwnReviewsTest {

  @TempDir Path temp;

  private Path write(String name, String text) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void folder(String name, int reviews) throws IOException {
    for (int i = 0; i < reviews; i++) {
      write("%s/review %d.txt".formatted(name, i), "Number %d of %s".formatted(i, name));
    }
  }

  private ReviewSet read() throws IOException {
    return ReviewFolders.read(temp.resolve("own"), Division.HELD_OUT, Broken.STOP);
  }

  private void assertRefused(String because) {
    var e = assertThrows(UserException.class, this::read);
    assertTrue(e.getMessage().contains(because), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void everyFifthReviewOfAClassIsKeptForTheTest() throws IOException {
    folder("own/neg", 10);
    folder("own/pos", 5);
    Path notes = write("own/neg/notes.md", "passed over");
    write("own/neg/.hidden.txt", "passed over");
    ReviewSet reviews = read();
    assertEquals(ReviewSet.FOLDER, reviews.kind());
    assertEquals("own", reviews.title());
    assertArrayEquals(new int[] {8, 4}, reviews.classCounts(reviews.train()));
    assertArrayEquals(new int[] {2, 1}, reviews.classCounts(reviews.test()));
    for (Review review : reviews.train()) {
      String folder = review.label() == Review.POSITIVE ? "own/pos" : "own/neg";
      assertTrue(review.text().endsWith(folder), review.text());
      assertEquals(0, review.stars());
    }
    assertEquals(List.of(), reviews.unlabelled());
    assertEquals(
        List.of("Left out as not named .txt: 1 file, such as " + notes), reviews.notices());
  }

  @Test
  void foldersTrainAndTestAreTakenAsTheyAre() throws IOException {
    folder("own/train/neg", 2);
    folder("own/train/pos", 3);
    folder("own/test/neg", 1);
    folder("own/test/pos", 1);
    folder("own/train/unsup", 4);
    ReviewSet reviews = read();
    assertEquals(
        List.of("test/neg/review 0", "test/pos/review 0"),
        reviews.test().stream().map(Review::id).toList());
    assertArrayEquals(new int[] {2, 3}, reviews.classCounts(reviews.train()));
    assertEquals(4, reviews.unlabelled().size());
  }

  @Test
  void officialNamesTellTheStars() throws IOException {
    folder("own/neg", 5);
    folder("own/pos", 4);
    write("own/pos/17_9.txt", "nine");
    write("own/pos/18_10.TXT", "ten");
    write("own/pos/19_11.txt", "none");
    write("own/pos/x_8.txt", "none");
    ReviewSet reviews = read();
    for (List<Review> part : List.of(reviews.train(), reviews.test())) {
      for (Review review : part) {
        int stars = review.text().equals("nine") ? 9 : review.text().equals("ten") ? 10 : 0;
        assertEquals(stars, review.stars(), review.id());
      }
    }
  }

  @Test
  void foldersWithTooLittleInThemAreRefused() throws IOException {
    Files.createDirectories(temp.resolve("own"));
    assertRefused("There are no reviews in " + temp.resolve("own"));
    folder("own/neg", 20);
    assertRefused("Of the class positive, %s has 0 to train on".formatted(temp.resolve("own")));
    folder("own/pos", 4);
    assertRefused("at least 5");
  }

  @Test
  void classThatTheTestLacksIsNamed() throws IOException {
    folder("own/train/neg", 2);
    folder("own/train/pos", 2);
    folder("own/test/neg", 2);
    assertRefused("has 2 to train on and 0 to test on");
    Files.createDirectory(temp.resolve("own/test/pos"));
    assertRefused("has 2 to train on and 0 to test on");
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    folder("own/neg", 5);
    folder("own/pos", 5);
    Path empty = write("own/pos/empty.txt", "");
    Path latin = temp.resolve("own/pos/latin.txt");
    Files.write(latin, "A caf\u00E9 film".getBytes(StandardCharsets.ISO_8859_1));
    ReviewSet read = read();
    assertEquals(
        List.of(
            "Left out as blank: 1 file, such as " + empty,
            "Not UTF-8, read as Windows-1252: 1 file, such as " + latin),
        read.notices());
    assertEquals(6, read.classCounts(read.train())[1] + read.classCounts(read.test())[1]);
    Path bytes = temp.resolve("own/pos/bytes.txt");
    Files.write(bytes, "caf\u00E9 \u00E9 \u00E9".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(bytes + " is not text in UTF-8: line 1");
    ReviewSet others = ReviewFolders.read(temp.resolve("own"), Division.HELD_OUT, Broken.SKIP);
    assertEquals(read.train(), others.train());
    assertTrue(
        others.notices().get(0).startsWith("Left out as unreadable: 1 file, such as " + bytes),
        others.notices().toString());
    Files.delete(bytes);
    Path huge = write("own/pos/huge.txt", "a".repeat(10_000_000));
    assertRefused(huge + " is longer than the 1,000,000 characters that a review may have");
  }

  @Test
  void foldersMayBeOfAnyClasses() throws IOException {
    folder("own/good", 5);
    folder("own/so so", 10);
    folder("own/bad", 5);
    write("own/__MACOSX/good/._review 1.txt", "passed over");
    write("own/.DS_Store", "passed over");
    Files.createDirectories(temp.resolve("own/empty"));
    ReviewSet reviews = read();
    assertEquals(List.of("bad", "good", "so so"), reviews.classNames());
    assertArrayEquals(new int[] {4, 4, 8}, reviews.classCounts(reviews.train()));
    assertArrayEquals(new int[] {1, 1, 2}, reviews.classCounts(reviews.test()));
    for (Review review : reviews.train()) {
      assertTrue(
          review.text().endsWith("own/" + reviews.classNames().get(review.label())), review.text());
    }
  }

  @Test
  void validationIsTakenForItselfOrForTheTest() throws IOException {
    folder("own/Train/pos", 5);
    folder("own/Train/neg", 5);
    folder("own/valid/pos", 2);
    folder("own/valid/neg", 2);
    ReviewSet two = read();
    assertEquals(10, two.train().size());
    assertEquals(0, two.validation().size());
    assertEquals("validation/neg/review 0", two.test().get(0).id());
    folder("own/test/pos", 1);
    folder("own/test/neg", 1);
    ReviewSet three = read();
    assertEquals(10, three.train().size());
    assertEquals(4, three.validation().size());
    assertEquals(2, three.test().size());
    assertEquals(2, three.limited(2, 2, 1).validation().size());
  }

  private static String csv(int rows) {
    StringBuilder csv = new StringBuilder("text,label\n");
    for (int i = 0; i < rows; i++) {
      csv.append("review ").append(i).append(',').append(i % 2).append('\n');
    }
    return csv.toString();
  }

  @Test
  void tablesMayBeDividedByTheirNames() throws IOException {
    write("own/data/train-00000-of-00002.csv", csv(6));
    write("own/data/train-00001-of-00002.csv", csv(4));
    write("own/data/test-00000-of-00001.csv", csv(2));
    write("own/data/unsupervised-00000-of-00001.jsonl", "{\"text\": \"a\", \"label\": -1}\n");
    write("own/README.md", "passed over");
    ReviewSet reviews = read();
    assertEquals(10, reviews.train().size());
    assertEquals(2, reviews.test().size());
    assertEquals(1, reviews.unlabelled().size());
    assertEquals(ReviewSet.CLASS_NAMES, reviews.classNames());
    assertEquals("test/test-00000-of-00001.csv/line/2", reviews.test().get(0).id());
  }

  @Test
  void aTestWhoseLabelsAreSecretIsNone() throws IOException {
    write("own/train.csv", csv(10));
    write("own/validation.csv", csv(4));
    Path secret = write("own/test.csv", "text,label\na,-1\nb,-1\n");
    ReviewSet reviews = read();
    assertEquals(10, reviews.train().size());
    assertEquals(4, reviews.test().size());
    assertEquals(2, reviews.unlabelled().size());
    assertEquals(ReviewSet.CLASS_NAMES, reviews.classNames());
    assertEquals(
        List.of("All labels of " + secret + " are -1: its texts count as unlabelled"),
        reviews.notices());
  }

  @Test
  void tablesMayLieInFoldersOfTheirPart() throws IOException {
    write("own/train/1.csv", csv(6));
    write("own/dev/1.csv", csv(4));
    ReviewSet reviews = read();
    assertEquals(6, reviews.train().size());
    assertEquals(4, reviews.test().size());
  }

  @Test
  void tablesWithoutPartsAreDivided() throws IOException {
    write("own/a.csv", csv(10));
    write("own/b.tsv", csv(10).replace(',', '\t'));
    ReviewSet reviews = read();
    assertEquals(16, reviews.train().size());
    assertEquals(4, reviews.test().size());
    ReviewSet tested = ReviewFolders.read(temp.resolve("own"), Division.ALL_TESTED, Broken.SKIP);
    assertEquals(0, tested.train().size());
    assertEquals(20, tested.test().size());
  }

  @Test
  void whatIsZippedIsReadAsIfItWereUnpacked() throws IOException {
    Path zip = temp.resolve("archive.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("IMDB Dataset.csv"));
      out.write(csv(10).replace("text,label", "review,sentiment").getBytes());
      out.putNextEntry(new ZipEntry("__MACOSX/._IMDB Dataset.csv"));
      out.write(5);
    }
    ReviewSet reviews = ReviewSetsTest.local(temp).open(zip.toString());
    assertEquals(8, reviews.train().size());
    assertEquals(zip.toString(), reviews.source());
    assertEquals(zip.getFileName().toString(), reviews.title());
  }

  @Test
  void singleFileIsReadWhole() throws IOException {
    assertEquals("Fine.\n", ReviewFiles.read(write("one.txt", "Fine.\n")).text());
    var e = assertThrows(UserException.class, () -> ReviewFiles.read(temp.resolve("no.txt")));
    assertEquals("There is no file " + temp.resolve("no.txt"), e.getMessage());
  }

  @Test
  void sourceIsFoundFromAnywhere() throws IOException {
    folder("own/neg", 5);
    folder("own/pos", 5);
    Path relative = Path.of("").toAbsolutePath().relativize(temp.resolve("own"));
    ReviewSet reviews = ReviewFolders.read(relative, Division.HELD_OUT, Broken.SKIP);
    assertEquals(temp.resolve("own").toString(), reviews.source());
    assertTrue(reviews.train().get(0).id().startsWith("neg/review "));
  }
}
