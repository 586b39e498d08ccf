package org.dl4jlab.imdb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

  @TempDir Path temp;

  private TextTable read(String csv) throws IOException {
    return read(csv.getBytes(StandardCharsets.UTF_8));
  }

  private TextTable read(byte[] csv) throws IOException {
    return read(Files.write(temp.resolve("own.csv"), csv));
  }

  private static TextTable read(Path file) throws IOException {
    return TableFile.read(file, TableFile.format(file).orElseThrow(), true);
  }

  private void assertRefused(String csv, String because) {
    assertRefused(csv.getBytes(StandardCharsets.UTF_8), because);
  }

  private void assertRefused(byte[] csv, String because) {
    var e = assertThrows(UserException.class, () -> read(csv));
    assertTrue(e.getMessage().contains(temp.resolve("own.csv").toString()), e.getMessage());
    assertTrue(e.getMessage().contains(because), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void textsMayHoldCommasQuotesAndLineBreaks() throws IOException {
    assertEquals(
        List.of(
            new TextRow(2, "Good, really", "1"),
            new TextRow(3, "He said \"no\".\nTwice.\n\nAnd left.", "0"),
            new TextRow(7, "Fine", "1")),
        read("""
                text,label
                "Good, really",1
                "He said ""no"".
                Twice.

                And left.",0
                Fine,1
                """)
            .rows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "review,sentiment\nFine,pos\n",
        "sentiment,review\r\npos,Fine\r\n",
        "label\rFine",
        "id,Text,stars,LABEL\n7,Fine,9, pos \n",
        " id, text, label \n7,Fine,pos\n",
        "\uFEFFtext,label\nFine,pos",
        ",review,sentiment\n0,Fine,pos\n",
        "\"text\",\"label\"\n\"Fine\",\"pos\"\n\n",
        "text;label\nFine;pos\n",
        "\uFEFFsep=;\r\ntext;label\r\nFine;pos\r\n",
        "text\tlabel\nFine\tpos\n",
        "text|label\nFine|pos\n",
        "sentence,target\nFine,pos\n",
        "Review_Text,Star Rating\nFine,pos\n",
        "comment;class\nFine;pos;;\n",
      })
  void columnsMayBeNamedOrderedAndDividedInManyWays(String csv) throws IOException {
    String whole = csv.equals("label\rFine") ? "text,label\rFine,pos\r" : csv;
    List<TextRow> rows = read(whole).rows();
    assertEquals(1, rows.size());
    assertEquals("Fine", rows.get(0).text());
    assertEquals("pos", rows.get(0).label());
    assertEquals(whole.contains("sep=") ? 3 : 2, rows.get(0).number());
  }

  @Test
  void tabsSemicolonsAndQuotesWithinTextsAreText() throws IOException {
    assertEquals(
        "Fine; \"really\", it was",
        read("text\tlabel\nFine; \"really\", it was\t1\n").rows().get(0).text());
    assertEquals(
        List.of("\"Fine\" it was", "\"Bad"),
        read("text\tlabel\n\"Fine\" it was\t1\n\"Bad\t0\n").rows().stream()
            .map(TextRow::text)
            .toList());
    assertEquals(
        "He said \"no\", and left",
        read("text,label\n\"He said \\\"no\\\", and left\",1\n").rows().get(0).text());
    assertEquals("A\tB", read("label;text\n1;A\tB\n").rows().get(0).text());
  }

  @Test
  void commasInUnquotedTextAreRefusedWithTheirLine() {
    assertRefused(
        "label,text\n1,Fine\n0,Bad, really bad\n",
        "There are 3 fields in line 3 of %s, but the first line names 2: put texts"
            .formatted(temp.resolve("own.csv")));
    assertRefused("text,label\nGood, I think,1\n", "There are 3 fields in line 2");
  }

  @Test
  void blankTextsAreLeftOutAndCounted() throws IOException {
    TextTable table = read("text,label\na,1\n  ,1\n\"\",0\n\nb,0\n");
    assertEquals(2, table.blank());
    assertEquals(List.of(new TextRow(2, "a", "1"), new TextRow(6, "b", "0")), table.rows());
  }

  @Test
  void missingColumnsAreNamed() {
    assertRefused("words,label\na,1\n", "no column of texts: its columns are 'words, label'");
    assertRefused("text,grade\na,1\n", "no column of labels: its columns are 'text, grade'");
    assertRefused("", "no column of texts");
    assertRefused(
        "1,Fine film\n0,Bad film\n", "no column of texts: its columns are '1, Fine film'");
  }

  @Test
  void damagedRowsAreNamedWithTheirLine() {
    assertRefused("text,label\na,1\n\nb\n", "There is 1 field in line 4");
    assertRefused("text,label\na,\n", "The text in line 2 of");
    assertRefused("text,label\n1,\"a long\ntext" + " and more".repeat(50) + "\"\n", "'a long text");
    assertRefused("text,label\n" + "a".repeat(1_000_001) + ",1\n", "1,000,000 characters");
    assertRefused("text,label\na,1\n\"never closed,1\n", "record that begins in line 3");
    assertRefused("text,label\n\"a\"b,1\n", "record that begins in line 2");
  }

  @Test
  void encodingsAreReadOrTheLineIsNamed() throws IOException {
    String csv = "text,label\nplain,0\nA caf\u00E9 \u2014 \u201Cfine\u201D,1\n";
    for (Charset charset :
        List.of(
            StandardCharsets.UTF_8, Charset.forName("x-UTF-16LE-BOM"), StandardCharsets.UTF_16)) {
      TextTable table = read(csv.getBytes(charset));
      assertEquals(
          "A caf\u00E9 \u2014 \u201Cfine\u201D", table.rows().get(1).text(), charset.name());
      assertEquals(0, table.guessedLine());
    }
    TextTable western = read(csv.getBytes(Charset.forName("windows-1252")));
    assertEquals("A caf\u00E9 \u2014 \u201Cfine\u201D", western.rows().get(1).text());
    assertEquals(3, western.guessedLine());

    byte[] russian = "text,label\nхороший фильм,1\n".getBytes(Charset.forName("windows-1251"));
    assertRefused(russian, "is not text in UTF-8: line 2");
    byte[] damaged = "text,label\nA café,1\nA caf\u00E9,1\n".getBytes(StandardCharsets.UTF_8);
    damaged[damaged.length - 4] = ' ';
    assertRefused(damaged, "line 3");
    assertRefused(csv.getBytes(StandardCharsets.UTF_16LE), "is not text in UTF-8");
  }

  @Test
  void gzippedFilesAreUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("text,label\nFine,1\n".getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(temp.resolve("own.tsv.gz"), packed.toByteArray());
    assertEquals(List.of(new TextRow(2, "Fine", "1")), read(file).rows());
    Files.write(file, java.util.Arrays.copyOf(packed.toByteArray(), packed.size() - 12));
    var e = assertThrows(UserException.class, () -> read(file));
    assertEquals(
        file + " is damaged or cut short: it cannot be unpacked to its end", e.getMessage());
  }
}
