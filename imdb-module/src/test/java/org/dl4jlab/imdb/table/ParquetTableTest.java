package org.dl4jlab.imdb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that Arrow's Rust library has written (npm's parquet-wasm 0.8.0): 60 texts of the classes
 * 0, 1 and 2 in turn, the eighth of them null.
 */
class ParquetTableTest {

  @TempDir Path temp;

  private Path file(String name) throws IOException {
    Path file = temp.resolve(name);
    try (var in = ParquetTableTest.class.getResourceAsStream(name)) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  private static TextTable read(Path file) throws IOException {
    return TableFile.read(file, TableFile.format(file).orElseThrow(), true);
  }

  private static void assertRefused(Path file, String because) {
    var e = assertThrows(UserException.class, () -> read(file));
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(because), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4-raw"})
  void everyUsualCompressionIsRead(String compression) throws IOException {
    TextTable table = read(file(compression + ".parquet"));
    assertEquals(59, table.rows().size());
    assertEquals(1, table.blank());
    assertEquals("row", table.unit());
    assertEquals(
        new TextRow(2, "Review 1 — the plot was decent, the cast “mixed”\nand the end plain.", "1"),
        table.rows().get(1));
    assertEquals(60, table.rows().get(58).number());
  }

  @Test
  void namesOfTheNumbersAreTheLabels() throws IOException {
    assertEquals(
        List.of("bad", "so so", "good"),
        read(file("named.parquet")).rows().stream().limit(3).map(TextRow::label).toList());
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    assertRefused(file("brotli.parquet"), "is compressed by brotli");
    Path snappy = file("snappy.parquet");
    byte[] bytes = Files.readAllBytes(snappy);
    assertRefused(
        Files.write(temp.resolve("cut.parquet"), Arrays.copyOf(bytes, 1000)),
        "is no whole Parquet file");
    byte[] damaged = bytes.clone();
    Arrays.fill(damaged, 40, 400, (byte) 0x55);
    assertRefused(
        Files.write(temp.resolve("damaged.parquet"), damaged), "is no whole Parquet file");
    assertRefused(
        Files.writeString(temp.resolve("text.parquet"), "text,label\nFine,1\n"),
        "is no whole Parquet file");
  }
}
