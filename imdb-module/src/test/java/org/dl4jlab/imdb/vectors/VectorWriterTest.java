package org.dl4jlab.imdb.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorWriterTest {

  @TempDir Path temp;

  /** Floats of all magnitudes, the smallest and the largest among them. */
  private static WordVectors anyFloats() {
    Random random = new Random(1);
    List<String> words = new ArrayList<>();
    float[][] rows = new float[2000][50];
    for (int i = 0; i < rows.length; i++) {
      words.add("wörd" + i);
      for (int j = 0; j < rows[i].length; j++) {
        float value;
        do {
          value = Float.intBitsToFloat(random.nextInt());
        } while (!Float.isFinite(value));
        rows[i][j] = value;
      }
    }
    rows[0][0] = Float.MIN_VALUE;
    rows[0][1] = Float.MAX_VALUE;
    rows[0][2] = -0f;
    return WordVectorsTest.vectors(words, rows);
  }

  @ParameterizedTest
  @CsvSource({
    "v.bin, word2vec binary",
    "v.bin.gz, 'word2vec binary, gzipped'",
    "v.txt, word2vec text",
    "v.vec.gz, 'word2vec text, gzipped'"
  })
  void whatIsReadBackHasTheSameBits(String name, String format) throws IOException {
    WordVectors written = anyFloats();
    Path file = temp.resolve(name);
    VectorWriter.write(written, file);
    VectorFile.Loaded read = VectorFile.read(file, word -> true, Integer.MAX_VALUE, notice -> {});
    assertEquals(format, read.facts().format());
    assertEquals(written.words(), read.vectors().words());
    float[] expected = written.table().values();
    float[] values = read.vectors().table().values();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(Float.floatToRawIntBits(expected[i]), Float.floatToRawIntBits(values[i]));
    }
  }

  @Test
  void filesAreAsWord2vecHasThem() throws IOException {
    WordVectors vectors =
        WordVectorsTest.vectors(List.of("é", "b"), new float[][] {{0.5f, -1e-5f}, {1, 2}});
    VectorWriter.write(vectors, temp.resolve("v.txt"));
    assertEquals("2 2\né 0.5 -1.0E-5\nb 1.0 2.0\n", Files.readString(temp.resolve("v.txt")));
    VectorWriter.write(vectors, temp.resolve("v.bin"));
    assertArrayEquals(
        VectorBytes.of("2 2\né ").floats(0.5f, -1e-5f).text("b ").floats(1, 2).bytes(),
        Files.readAllBytes(temp.resolve("v.bin")));
  }

  @Test
  void wordThatNoReaderCouldTellApartIsRefusedAndTheOldFileStays() throws IOException {
    Path file = Files.writeString(temp.resolve("v.txt"), "old");
    WordVectors vectors = WordVectorsTest.vectors(List.of("a b"), new float[][] {{1}});
    var e = assertThrows(UserException.class, () -> VectorWriter.write(vectors, file));
    assertTrue(e.getMessage().contains("'a b'"), e.getMessage());
    assertEquals("old", Files.readString(file));
  }
}
