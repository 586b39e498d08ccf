package org.dl4jlab.imdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dl4jlab.UserException;
import org.dl4jlab.imdb.data.FakeImdb;
import org.dl4jlab.imdb.data.Imdb;
import org.dl4jlab.imdb.data.ReviewSets;
import org.dl4jlab.imdb.vectors.VectorFile;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.testing.Mutations;
import org.dl4jlab.testing.Mutator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged archives, tables and vectors are read as far as they can be, or refused in a line. */
class DamageTest {

  @TempDir Path temp;

  /** How many of each kind. */
  int count() {
    return Mutations.FEW;
  }

  private void open(Path file, byte[] damaged) throws IOException {
    Files.write(file, damaged);
    DataAccess access =
        new DataAccess(
            new Cache(temp.resolve("cache")),
            UnaryOperator.identity(),
            true,
            (soFar, inAll) -> {},
            notice -> {});
    new ReviewSets(access).open(file.toString());
  }

  @Test
  void ofTheOfficialArchive() throws IOException {
    byte[] whole = FakeImdb.archive(FakeImdb.files(3));
    Path archive = temp.resolve("aclImdb_v1.tar.gz");
    Mutations.assertHarmless(
        count(), mutator -> mutator.mutateGzip(whole), damaged -> open(archive, damaged));
  }

  /** Room for 16 GB is asked for, and a name has a zero in it. */
  @Test
  void thatWasFoundByMany() throws IOException {
    byte[] table = parquet("uncompressed");
    assertRefused("reviews.parquet", new Mutator(5767).mutate(table));
    String texts = new String(archiveOfTexts(), ISO_8859_1);
    assertRefused("reviews.zip", texts.replace("/1_2.txt", "/1\u00002.txt").getBytes(ISO_8859_1));
  }

  private void assertRefused(String name, byte[] damaged) {
    String message =
        assertThrows(UserException.class, () -> open(temp.resolve(name), damaged)).getMessage();
    assertTrue(message.contains(name), message);
  }

  @Test
  void ofAnArchiveOfTexts() throws IOException {
    byte[] whole = archiveOfTexts();
    Path archive = temp.resolve("reviews.zip");
    Mutations.assertHarmless(
        count(), mutator -> mutator.mutateZip(whole), damaged -> open(archive, damaged));
  }

  private static byte[] archiveOfTexts() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : FakeImdb.files(3).entrySet()) {
        out.putNextEntry(entry(Imdb.FOLDER + "/" + file.getKey()));
        out.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "tsv", "json", "jsonl"})
  void ofATable(String format) throws IOException {
    StringBuilder table =
        new StringBuilder(
            switch (format) {
              case "csv" -> "text,label\n";
              case "tsv" -> "text\tlabel\n";
              case "json" -> "[";
              default -> "";
            });
    for (int i = 0; i < 20; i++) {
      String label = i % 2 == 0 ? "neg" : "pos";
      table.append(
          switch (format) {
            case "csv" -> "\"A film, number %d,\nthat \"\"is\"\" %s.\",%2$s\n".formatted(i, label);
            case "tsv" -> "A film, number %d, that is %s\t%2$s\n".formatted(i, label);
            default ->
                "{\"text\": \"A film,\\n number %d\", \"label\": \"%s\"}%s\n"
                    .formatted(i, label, format.equals("json") ? (i < 19 ? "," : "]") : "");
          });
    }
    byte[] whole = table.toString().getBytes(UTF_8);
    Path file = temp.resolve("reviews." + format);
    Mutations.assertHarmless(
        count(), mutator -> mutator.mutate(whole), damaged -> open(file, damaged));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "gzip", "snappy", "zstd"})
  void ofAParquetTable(String packing) throws IOException {
    byte[] whole = parquet(packing);
    Path file = temp.resolve("reviews.parquet");
    Mutations.assertHarmless(
        count(), mutator -> mutator.mutate(whole), damaged -> open(file, damaged));
  }

  private static byte[] parquet(String packing) throws IOException {
    try (InputStream in = DamageTest.class.getResourceAsStream("table/" + packing + ".parquet")) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vectors.txt", "vectors.bin", "vectors.txt.gz", "vectors.zip"})
  void ofVectors(String name) throws IOException {
    byte[] whole = vectors(name);
    Path file = temp.resolve(name);
    Mutations.assertHarmless(
        count(),
        mutator ->
            name.endsWith(".gz")
                ? mutator.mutateGzip(whole)
                : name.endsWith(".zip") ? mutator.mutateZip(whole) : mutator.mutate(whole),
        damaged -> {
          Files.write(file, damaged);
          VectorFile.read(file, word -> true, Integer.MAX_VALUE, notice -> {});
        });
  }

  private static byte[] vectors(String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("20 5\n".getBytes(UTF_8));
    for (int word = 0; word < 20; word++) {
      out.writeBytes(("word" + word).getBytes(UTF_8));
      ByteBuffer numbers =
          ByteBuffer.allocate(5 * Float.BYTES + 2).order(ByteOrder.LITTLE_ENDIAN).put((byte) ' ');
      for (int i = 0; i < 5; i++) {
        if (name.endsWith(".bin")) {
          numbers.putFloat(word - 0.25f * i);
        } else {
          out.writeBytes(" %.3f".formatted(word - 0.25f * i).getBytes(UTF_8));
        }
      }
      if (name.endsWith(".bin")) {
        out.write(numbers.put((byte) '\n').array());
      } else {
        out.write('\n');
      }
    }
    return packed(name, out.toByteArray());
  }

  private static byte[] packed(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (name.endsWith(".zip")) {
      try (ZipOutputStream out = new ZipOutputStream(bytes)) {
        out.putNextEntry(entry("vectors.txt"));
        out.write(content);
      }
      return bytes.toByteArray();
    }
    if (name.endsWith(".gz")) {
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write(content);
      }
      return bytes.toByteArray();
    }
    return content;
  }

  /** Of a time that is always the same, so that a number makes the same damage again. */
  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
    return entry;
  }
}
