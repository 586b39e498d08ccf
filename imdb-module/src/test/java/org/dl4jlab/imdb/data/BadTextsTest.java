package org.dl4jlab.imdb.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a person names that is no data, they are told in a line what is wrong with which file.
 */
class BadTextsTest {

  private static final Pattern OF_PROGRAMMERS =
      Pattern.compile("\\b(java|org|io|com)\\.\\w|Exception|Error|\\bnull\\b|\\bat \\w+\\.\\w+\\(");

  @TempDir Path temp;

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(3).nextBytes(bytes);
    return bytes;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return packed.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<byte[]> contents() throws IOException {
    byte[] csv = text("text,label\nFine,1\n".repeat(40));
    List<byte[]> plain =
        List.of(
            new byte[0],
            text("\n\n\n"),
            random(3000),
            new byte[3000],
            text("text,label\n"),
            text("text,label\nFine,1\n"),
            text("text,label\n\"Fine,1\n"),
            text("text;label\n;\n"),
            text("{\"text\": \"Fine\", \"label\": 1}"),
            text("{\"text\": \"Fine\", \"label\": "),
            text("[[1, 2], [3, 4]]"),
            text("true"),
            text("<!DOCTYPE html><html><body>404</body></html>"),
            text("PAR1 and nothing else PAR1"),
            text("\uFEFF"));
    return Stream.concat(
        plain.stream(),
        Stream.of(
            Arrays.copyOf(gzip(csv), 30),
            gzip(new byte[0]),
            Arrays.copyOf(gzip(random(3000)), 900),
            zip("a.csv", text("text,label\nFine,1\n")),
            zip("a.parquet", text("PAR1")),
            zip("readme.md", csv),
            Arrays.copyOf(zip("a.csv", random(3000)), 2000)));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void aLineNamesTheFile(byte[] content) throws IOException {
    for (String name :
        List.of("csv", "tsv.gz", "json", "jsonl", "parquet", "zip", "tar.gz", "gz", "txt")) {
      Path file = Files.write(temp.resolve("some data." + name), content);
      assertTold(file);
    }
    Path folder = Files.createDirectory(temp.resolve("a folder"));
    Files.write(folder.resolve("train.csv"), content);
    assertTold(folder);
  }

  private void assertTold(Path data) {
    var e =
        assertThrows(
            UserException.class,
            () -> ReviewSetsTest.local(temp).open(data.toString()),
            data::toString);
    String message = e.getMessage();
    assertTrue(message.contains(data.getFileName().toString()), message);
    assertEquals(1, message.lines().count(), message);
    assertFalse(OF_PROGRAMMERS.matcher(message).find(), message);
  }
}
