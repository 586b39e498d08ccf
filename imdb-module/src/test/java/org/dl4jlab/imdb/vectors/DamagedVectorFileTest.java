package org.dl4jlab.imdb.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Predicate;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not whole, or not what they should be: one line names the file and the place. */
class DamagedVectorFileTest {

  @TempDir Path temp;

  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = temp.resolve("vectors");
  }

  private String refusal(byte[] content, Predicate<String> wanted) throws IOException {
    Files.write(file, content);
    String message =
        assertThrows(
                UserException.class,
                () -> VectorFile.read(file, wanted, Integer.MAX_VALUE, notice -> {}))
            .getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains(file.toString()), message);
    return message;
  }

  private void assertRefused(String because, byte[] content) throws IOException {
    assertEquals(because.formatted(file), refusal(content, word -> true));
  }

  private void assertRefused(String because, String content) throws IOException {
    assertRefused(because, VectorBytes.of(content).bytes());
  }

  @Test
  void missingFileFolderAndEmptyFileAreNamed() throws IOException {
    for (Path path : new Path[] {file, temp}) {
      String message =
          assertThrows(UserException.class, () -> VectorFile.read(path, word -> true, 1, n -> {}))
              .getMessage();
      assertEquals(
          path.equals(file)
              ? "There is no " + file
              : temp + " is a folder, not a file of word vectors",
          message);
    }
    assertRefused("%s is empty", "");
    assertRefused("%s is empty", VectorBytes.gzipped(new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void binaryFileCutAnywhereIsNamedWithItsOffset(boolean newlines) throws IOException {
    VectorBytes bytes = VectorBytes.of("3 3\n");
    for (String word : new String[] {"the", "é", "北京"}) {
      bytes.text(word + " ").floats(0.1f, -1.7f, 3).text(newlines ? "\n" : "");
    }
    byte[] whole = bytes.bytes();
    int last = whole.length - (newlines ? 1 : 0);
    for (int length = "3 3".length(); length < last; length++) {
      String message = refusal(Arrays.copyOf(whole, length), word -> false);
      assertTrue(message.contains("is cut short"), message);
      assertTrue(message.contains("ends at byte " + length), message);
    }
  }

  @Test
  void binaryFileCutShortNamesTheWord() throws IOException {
    byte[] whole = VectorBytes.of("2 2\na ").floats(1, 2).text("bc ").floats(3, 4).bytes();
    assertRefused(
        "%s is cut short: it ends at byte 24, in word 2 ('bc') of 2",
        Arrays.copyOf(whole, whole.length - 1));
    assertRefused(
        "%s is cut short: it ends at byte 14, in word 2 of 2",
        Arrays.copyOf(whole, "2 2\na ".length() + 8));
  }

  @Test
  void textCutWithinALineIsNamedWithLineAndOffset() throws IOException {
    assertRefused(
        "%s is cut short: it ends at byte 11, in line 2 ('b'), which has 1 numbers instead of 2",
        "a 1 -2\nb 3.");
    assertRefused(
        "%s is cut short: it ends at byte 8, in line 2 ('b'), which has 0 numbers instead of 2",
        "a 1 -2\nb");
    assertRefused("%s has '-' where a number should be, in line 2 ('b')", "a 1 -2\nb 3 -");
    Files.writeString(file, "a 1 -2\nb 3 -");
    assertThrows(UserException.class, () -> VectorFile.scan(file, 9, word -> {}));
  }

  @Test
  void textThatDoesNotMatchItsHeaderIsNamed() throws IOException {
    assertRefused(
        "%s is cut short: its header says 3 words, but it ends at byte 16, after 2",
        "3 2\na 1 2\nb 3 4\n");
    assertRefused(
        "%s does not match its header: it says 1 words, but line 3 is one more",
        "1 2\na 1 2\nb 3 4\n");
    assertRefused(
        "%s is damaged: line 2 ('a') has 2 numbers, the header says 3", "2 3\na 1 2\nb 3 4\n");
  }

  @Test
  void binaryThatDoesNotMatchItsHeaderIsNamed() throws IOException {
    byte[] oneMore = VectorBytes.of("1 2\na ").floats(1, 2).text("b ").floats(3, 4).bytes();
    assertRefused(
        "%s does not match its header: after the 1 words of 2 numbers, at byte 14, more follows",
        oneMore);
    byte[] shorter = VectorBytes.of("2 1\na ").floats(1, 2).text("b ").floats(3, 4).bytes();
    assertTrue(refusal(shorter, word -> false).contains("match its header"));
    VectorBytes endless = VectorBytes.of("2 1\na ").floats(0.1f).text("b".repeat(5000));
    assertRefused(
        "%s is damaged, or does not match its header: word 2 at byte 10 has no end",
        endless.bytes());
  }

  @Test
  void linesOfDifferentLengthsAreNamed() throws IOException {
    assertRefused(
        "%s is damaged: line 3 ('c') has 1 numbers, the lines before have 2",
        "a 1 2\nb 3 4\nc 5\nd 6 7\n");
    assertRefused(
        "%s is damaged: line 2 ('b') has 3 numbers, the lines before have 2",
        "a 1 2\nb 3 4 5\nc 6 7\n");
    assertTrue(
        refusal(VectorBytes.of("a 1 2\nb 3\n").bytes(), word -> false).contains("line 2"),
        "also where the word is not wanted");
  }

  @Test
  void gzippedFileCutShortOrDamagedIsNamed() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append("word").append(i).append(' ').append(Math.sqrt(i)).append('\n');
    }
    byte[] packed = VectorBytes.gzipped(VectorBytes.of(text.toString()).bytes());
    for (int length : new int[] {15, packed.length / 2, packed.length - 4}) {
      String message = refusal(Arrays.copyOf(packed, length), word -> true);
      assertTrue(message.contains("is cut short: what it packs ends at byte "), message);
    }
    assertRefused("%s is no whole gzip file", Arrays.copyOf(packed, 5));
    byte[] damaged = packed.clone();
    Arrays.fill(damaged, 1000, 1100, (byte) 0xFF);
    assertTrue(refusal(damaged, word -> true).contains("is damaged: what it packs"));
  }

  @ParameterizedTest
  @CsvSource({
    "the 0.5 abc, has 'abc' where a number should be",
    "the NaN 1, has the value NaN in line 2 ('the')",
    "the 1 -Infinity, has the value -Infinity in line 2 ('the')",
    "the 1 1e39, has the value 1e39 in line 2 ('the')"
  })
  void valuesThatAreNoNumbersAreNamed(String line, String because) throws IOException {
    String message = refusal(VectorBytes.of("a 1 2\n" + line + "\n").bytes(), word -> true);
    assertTrue(message.contains(because), message);
  }

  @Test
  void binaryValueThatIsNoNumberIsNamed() throws IOException {
    byte[] content = VectorBytes.of("2 2\na ").floats(1, 2).text("b ").floats(3, Float.NaN).bytes();
    assertRefused("%s has the value NaN in the vector of 'b' at byte 16", content);
    Files.write(file, content);
    assertEquals(2, VectorFile.scan(file, 9, word -> {}).words(), "nobody wanted its vector");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99999999999999999999 300",
        "4000000000 300",
        "3 2000000000",
        "3 10001",
        "0 5",
        "5 0"
      })
  void headersThatCannotBeTrueAreRefusedBeforeMemoryIsTaken(String header) throws IOException {
    String message = refusal(VectorBytes.of(header + "\na 1 2\n").bytes(), word -> true);
    assertTrue(message.contains("is damaged: its header says"), message);
  }

  @Test
  void headerOfMillionsOfWordsTakesNoMemoryBeforeTheyAreSeen() throws IOException {
    assertRefused(
        "%s is cut short: it ends at byte 23, in word 1 ('a') of 2000000000"
            .replace("2000000000", "%,d".formatted(2_000_000_000)),
        VectorBytes.of("2000000000 10000\na ").floats(0.1f).bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"A sentence of prose.\nAnother one.\n", "word\n", "\n\n", "\u0089PNG\r\n\u001a\n"})
  void filesOfAnotherKindAreNamed(String content) throws IOException {
    assertRefused(
        "%s is no file of word vectors (GloVe, fastText or DL4J text, word2vec text or binary, plain, gzipped or zipped)",
        content);
  }

  @Test
  void archivesThatAreDamagedOrHoldSeveralFilesAreNamed() throws IOException {
    assertRefused("%s is damaged: it is no whole zip archive", "PK\u0003\u0004\u0014\u0000");
    byte[] two = VectorBytes.zipped(Map.of("a.50d.txt", VectorBytes.of("a 1\n").bytes()), "b.txt");
    assertRefused(
        "%%s holds several files (a.50d.txt, b.txt); name one of them, as in %s!a.50d.txt"
            .formatted(file),
        two);
    Path zip = Files.write(temp.resolve("two.zip"), two);
    Path member = Path.of(zip + "!c.txt");
    var e =
        assertThrows(UserException.class, () -> VectorFile.read(member, word -> true, 1, n -> {}));
    assertEquals(
        "There is no c.txt in %s, which holds a.50d.txt, b.txt".formatted(zip), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BA164F2F0C000000 | fastText's own model; its .vec file holds the same vectors as text",
        "80049558 | a Python object, as gensim's save writes it; its save_word2vec_format writes what is read here",
        "934E554D505901 | a NumPy array without words; gensim's save_word2vec_format writes both",
        "425A6839 | packed in a way that is not read here; unpack it first",
        "FFFE61002000 | text in UTF-16; save it as UTF-8",
      })
  void otherFormatsAreNamedWithWhatToDo(String bytes, String what) throws IOException {
    assertRefused("%s is " + what, HexFormat.of().parseHex(bytes));
  }

  @Test
  void lineWithoutEndIsNamed() throws IOException {
    String number = " 0.25";
    String line = "b" + number.repeat(VectorInput.WINDOW / number.length() + 1);
    assertRefused("%s is no file of word vectors: line 2 at byte 6 has no end", "a 1 2\n" + line);
  }

  @Test
  void fileWithoutAnyWantedWordIsNamed() throws IOException {
    String message = refusal(VectorBytes.of("a 1 2\nb 3 4\n").bytes(), word -> false);
    assertEquals("None of the words in use is among the first 2 of " + file, message);
  }
}
