package org.dl4jlab.imdb.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datavec.api.split.FileSplit;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReviewRecordReaderTest {

  @TempDir Path temp;

  private List<Review> read(String csv) throws Exception {
    return read(csv, StandardCharsets.UTF_8);
  }

  private List<Review> read(String csv, Charset charset) throws Exception {
    Path file = Files.writeString(temp.resolve("own.csv"), csv, charset);
    try (CsvReviewRecordReader reader = new CsvReviewRecordReader()) {
      reader.initialize(new FileSplit(file.toFile()));
      return reader.readAll();
    }
  }

  private void assertRefused(String csv, String because) {
    var e = assertThrows(UserException.class, () -> read(csv));
    assertTrue(e.getMessage().contains(temp.resolve("own.csv").toString()), e.getMessage());
    assertTrue(e.getMessage().contains(because), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void textsMayHoldCommasQuotesAndLineBreaks() throws Exception {
    assertEquals(
        List.of(
            new Review("line/2", "Good, really", 1, 0),
            new Review("line/3", "He said \"no\".\nTwice.\n\nAnd left.", 0, 0),
            new Review("line/7", "Fine", 1, 0)),
        read(
            """
            text,label
            "Good, really",1
            "He said ""no"".
            Twice.

            And left.",0
            Fine,1
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "review,sentiment\nFine,positive\n",
        "sentiment,review\r\nPositive,Fine\r\n",
        "id,Text,stars,LABEL\n7,Fine,9, POS \n",
        "\uFEFFtext,label\nFine,1",
        ",review,sentiment\n0,Fine,positive\n",
        "\"text\",\"label\"\n\"Fine\",\"pos\"\n\n",
      })
  void columnsMayBeNamedAndOrderedInManyWays(String csv) throws Exception {
    assertEquals(List.of(new Review("line/2", "Fine", 1, 0)), read(csv));
  }

  @Test
  void labelsAreReadInEveryForm() throws Exception {
    List<Review> reviews =
        read("text,label\na,0\nb,neg\nc,Negative\nd,NEG\ne,1\nf,pos\ng,POSITIVE\n");
    assertEquals(List.of(0, 0, 0, 0, 1, 1, 1), reviews.stream().map(Review::label).toList());
  }

  @Test
  void missingColumnIsNamed() {
    assertRefused("message,label\na,1\n", "has no column text or review");
    assertRefused("text;label\na;1\n", "its first line names [text;label]");
    assertRefused("text,stars\na,1\n", "has no column label or sentiment");
    assertRefused("", "has no column text or review");
  }

  @Test
  void unknownLabelIsNamedWithItsLine() {
    assertRefused(
        "text,label\n\"two\nlines\",1\nb,5\n",
        "The review in line 4 of %s has the label '5'".formatted(temp.resolve("own.csv")));
    assertRefused("text,label\na,\n", "has the label ''");
    assertRefused(
        "text,label\n1,\"a long\ntext" + " and more".repeat(50) + "\"\n", "'a long text and more");
  }

  @Test
  void damagedRowsAreNamedWithTheirLine() {
    assertRefused("text,label\na,1\n  ,1\n", "The review in line 3");
    assertRefused("text,label\na,1\n\nb\n", "The review in line 4");
    assertRefused("text,label\n" + "a".repeat(1_000_001) + ",1\n", "1,000,000 characters");
    assertRefused("text,label\na,1\n\"never closed,1\n", "is not whole CSV");
    assertRefused("text,label\n\"a\"b,1\n", "is not whole CSV");
  }

  @Test
  void otherEncodingIsRefused() {
    var e =
        assertThrows(
            UserException.class,
            () -> read("text,label\ncaf\u00E9,1\n", StandardCharsets.ISO_8859_1));
    assertEquals(
        temp.resolve("own.csv") + " is not text in UTF-8; save it in that encoding",
        e.getMessage());
  }

  @Test
  void everyFifthReviewOfAClassIsKeptForTheTest() throws IOException {
    StringBuilder csv = new StringBuilder("text,label\n");
    for (int i = 0; i < 20; i++) {
      csv.append("review ").append(i).append(',').append(i % 2).append('\n');
    }
    Path file = Files.writeString(temp.resolve("OWN.CSV"), csv);
    ReviewSet reviews = ReviewSetsTest.local(temp).open(file.toString());
    assertEquals(ReviewSet.CSV, reviews.kind());
    assertEquals(file.toString(), reviews.title());
    assertEquals(16, reviews.train().size());
    assertEquals(4, reviews.test().size());
    assertEquals(2, ReviewSet.classCounts(reviews.test())[1]);
  }
}
