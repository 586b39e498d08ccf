package org.dl4jlab.imdb.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.models.embeddings.loader.WordVectorSerializer;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.deeplearning4j.text.sentenceiterator.CollectionSentenceIterator;
import org.deeplearning4j.text.tokenization.tokenizerfactory.DefaultTokenizerFactory;
import org.dl4jlab.imdb.vectors.VectorFile.Facts;
import org.dl4jlab.imdb.vectors.VectorFile.Loaded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole files in every format. */
class VectorFileTest {

  private static final List<String> WORDS = List.of("the", "é", "北京");

  @TempDir Path temp;

  private final List<String> notices = new ArrayList<>();

  private Path file(byte[] content) throws IOException {
    return Files.write(temp.resolve("vectors"), content);
  }

  private Loaded read(byte[] content) throws IOException {
    return VectorFile.read(file(content), word -> true, Integer.MAX_VALUE, notices::add);
  }

  /** The same three words, as the tools write them. */
  private static Stream<Arguments> formats() {
    String numbers = "the 0.5 -1.25 3\né 1e-3 2 -0.0\n北京 7 8 9.5";
    VectorBytes gensim = VectorBytes.of("3 3\n");
    gensim.text("the ").floats(0.5f, -1.25f, 3);
    gensim.text("é ").floats(1e-3f, 2, -0f);
    gensim.text("北京 ").floats(7, 8, 9.5f);
    VectorBytes original = VectorBytes.of("3 3\n");
    original.text("the ").floats(0.5f, -1.25f, 3).text("\n");
    original.text("é ").floats(1e-3f, 2, -0f).text("\n");
    original.text("北京 ").floats(7, 8, 9.5f).text("\n");
    return Stream.of(
        Arguments.of("GloVe text", VectorBytes.of(numbers + "\n").bytes()),
        Arguments.of("GloVe text", VectorBytes.of(numbers).bytes()),
        Arguments.of("GloVe text", VectorBytes.of(numbers.replace("\n", "\r\n")).bytes()),
        Arguments.of("word2vec text", VectorBytes.of("3 3\n" + numbers + "\n").bytes()),
        Arguments.of("word2vec text", VectorBytes.of("3 3\n" + numbers).bytes()),
        // The original tool ends each line with a space.
        Arguments.of(
            "word2vec text",
            VectorBytes.of("3 3\n" + numbers.replace("\n", " \n") + " \n").bytes()),
        Arguments.of("GloVe text", VectorBytes.of("\uFEFF" + numbers).bytes()),
        Arguments.of("GloVe text", VectorBytes.of(numbers.replace(' ', '\t')).bytes()),
        Arguments.of(
            "word2vec text", VectorBytes.of("\uFEFF3\t3\n" + numbers.replace(' ', '\t')).bytes()),
        Arguments.of(
            "word2vec text",
            VectorBytes.of("3 3\n" + numbers.replaceAll("(?m)^(\\S+) ", "$1\t")).bytes()),
        Arguments.of(
            "DL4J text",
            VectorBytes.of(
                    "3 3 100\n" + numbers.replace("the", "B64:dGhl").replace("é", "B64:w6k="))
                .bytes()),
        Arguments.of("word2vec binary", gensim.bytes()),
        Arguments.of("word2vec binary", original.bytes()));
  }

  private static Stream<Arguments> plainAndGzipped() {
    return formats()
        .flatMap(
            format -> {
              String name = (String) format.get()[0];
              byte[] bytes = (byte[]) format.get()[1];
              return Stream.of(
                  Arguments.of(name, bytes.length, bytes),
                  Arguments.of(name + ", gzipped", bytes.length, VectorBytes.gzipped(bytes)),
                  Arguments.of(
                      name + ", zipped",
                      bytes.length,
                      VectorBytes.zipped(Map.of("own.vec", bytes, "__MACOSX/._own.vec", bytes))));
            });
  }

  @ParameterizedTest
  @MethodSource("plainAndGzipped")
  void wordsAndValuesAreThoseOfTheFile(String format, int bytes, byte[] content)
      throws IOException {
    Loaded loaded = read(content);
    WordVectors vectors = loaded.vectors();
    assertEquals(WORDS, vectors.words());
    assertArrayEquals(new float[] {0, 0, 0}, vectors.vector(0));
    assertArrayEquals(new float[] {0.5f, -1.25f, 3}, vectors.vector(vectors.number("the")));
    assertArrayEquals(new float[] {1e-3f, 2, -0f}, vectors.vector(vectors.number("é")));
    assertArrayEquals(new float[] {7, 8, 9.5f}, vectors.vector(vectors.number("北京")));

    Facts facts = loaded.facts();
    assertEquals(format, facts.format());
    assertEquals(3, facts.size());
    assertEquals(3, facts.words());
    assertEquals(bytes, facts.bytes());
    assertTrue(facts.megabytesPerSecond() > 0);
    assertEquals(
        List.of(
            "Reading vectors: %s of 3 numbers a word from %s"
                .formatted(format, temp.resolve("vectors"))),
        notices);
  }

  @ParameterizedTest
  @MethodSource("plainAndGzipped")
  void scanTellsTheWordsAndKeepsNothing(String format, int bytes, byte[] content)
      throws IOException {
    List<String> words = new ArrayList<>();
    Facts facts = VectorFile.scan(file(content), Integer.MAX_VALUE, words::add);
    assertEquals(WORDS, words);
    assertEquals(format, facts.format());
    assertEquals(bytes, facts.bytes());
    VectorFile.scan(file(content), 1, words::add);
    assertEquals(4, words.size());
  }

  /**
   * Python: {@code b'2 3\n' + 'naïve '.encode() + struct.pack('<3f', 0.1, -2.5, 1e10) + 'ß
   * '.encode() + struct.pack('<3f', 3.4e38, 1e-45, 0.333333343)}.
   */
  @Test
  void fileWrittenByPythonHasItsValues() throws IOException {
    byte[] content =
        HexFormat.of()
            .parseHex(
                "3220330a6e61c3af766520cdcccc3d000020c0f9021550c39f209ec97f7f01000000abaaaa3e");
    WordVectors vectors = read(content).vectors();
    assertEquals(List.of("naïve", "ß"), vectors.words());
    assertArrayEquals(new float[] {0.1f, -2.5f, 1e10f}, vectors.vector(1));
    assertArrayEquals(new float[] {3.4e38f, 1e-45f, 0.333333343f}, vectors.vector(2));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void onlyWantedWordsAreKept(String format, byte[] content) throws IOException {
    Loaded loaded =
        VectorFile.read(
            file(content), Set.of("北京", "the", "absent")::contains, Integer.MAX_VALUE, n -> {});
    assertEquals(List.of("the", "北京"), loaded.vectors().words());
    assertArrayEquals(new float[] {7, 8, 9.5f}, loaded.vectors().vector(2));
    assertEquals(3, loaded.facts().words());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void limitCountsTheWordsOfTheFileAndWhatIsBehindItIsNotRead(String format, byte[] content)
      throws IOException {
    byte[] damagedBehind = content.clone();
    damagedBehind[content.length - 9] = '\n';
    Loaded loaded = VectorFile.read(file(damagedBehind), Set.of("é")::contains, 2, n -> {});
    assertEquals(List.of("é"), loaded.vectors().words());
    assertEquals(2, loaded.facts().words());
  }

  @Test
  void ofAWordThatComesTwiceTheFirstCounts() throws IOException {
    WordVectors text = read(VectorBytes.of("a 1\nb 2\na 3\n").bytes()).vectors();
    assertEquals(List.of("a", "b"), text.words());
    assertArrayEquals(new float[] {1}, text.vector(1));
    VectorBytes bytes = VectorBytes.of("3 1\na ").floats(1).text("a ").floats(3);
    WordVectors binary = read(bytes.text("b ").floats(2).bytes()).vectors();
    assertEquals(List.of("a", "b"), binary.words());
    assertArrayEquals(new float[] {1}, binary.vector(1));
  }

  @Test
  void aFileOfAnArchiveCanBeNamed() throws IOException {
    byte[] small = VectorBytes.of("a 1\n").bytes();
    byte[] large = VectorBytes.of("a 1 2\n").bytes();
    Path zip = temp.resolve("glove.zip");
    Files.write(zip, VectorBytes.zipped(Map.of("x/1d.txt", small, "x/2d.txt", large)));
    Path member = Path.of(zip + "!x/2d.txt");
    assertEquals(2, VectorFile.read(member, word -> true, 9, notices::add).vectors().size());
  }

  /** As Deeplearning4j writes its own models: an archive of tables, and text. */
  @Test
  void whatDl4jWritesIsRead() throws IOException {
    Word2Vec model =
        new Word2Vec.Builder()
            .iterate(new CollectionSentenceIterator(List.of("good film", "bad film")))
            .tokenizerFactory(new DefaultTokenizerFactory())
            .minWordFrequency(1)
            .layerSize(4)
            .seed(1)
            .build();
    model.fit();
    Path archive = temp.resolve("model.zip");
    WordVectorSerializer.writeWord2VecModel(model, archive.toFile());
    Path text = temp.resolve("model.txt");
    WordVectorSerializer.writeWordVectors(model.lookupTable(), text.toFile());
    for (Path file : List.of(archive, text)) {
      WordVectors vectors =
          VectorFile.read(file, word -> true, Integer.MAX_VALUE, notices::add).vectors();
      assertEquals(Set.of("good", "film", "bad"), Set.copyOf(vectors.words()));
      for (String word : vectors.words()) {
        double[] expected = model.getWordVector(word);
        float[] actual = vectors.vector(vectors.number(word));
        for (int i = 0; i < 4; i++) {
          assertEquals(expected[i], actual[i], 1e-6);
        }
      }
    }
  }

  @Test
  void spacesWithinAWordAsInGlovesLargestFile() throws IOException {
    String text = "the 1 2\n. . . 3 4\nat name@domain.com 5 6\n  7 8\nend  9   10\n";
    WordVectors vectors = read(VectorBytes.of(text).bytes()).vectors();
    assertEquals(List.of("the", ". . .", "at name@domain.com", "end"), vectors.words());
    assertArrayEquals(new float[] {3, 4}, vectors.vector(2));
    assertArrayEquals(new float[] {5, 6}, vectors.vector(3));
    assertArrayEquals(new float[] {9, 10}, vectors.vector(4));
  }

  @Test
  void blankLinesAreNoHarm() throws IOException {
    assertEquals(
        List.of("a", "b"), read(VectorBytes.of("a 1 2\n\nb 3 4\n \n\n").bytes()).vectors().words());
  }

  @Test
  void floatThatLooksLikeDigitsIsNotTakenForText() throws IOException {
    // The bytes of the first float are the digits "1234", the second has others.
    float digits = Float.intBitsToFloat(0x34333231);
    byte[] content = VectorBytes.of("1 2\na ").floats(digits, 0.1f).bytes();
    Loaded loaded = read(content);
    assertEquals("word2vec binary", loaded.facts().format());
    assertArrayEquals(new float[] {digits, 0.1f}, loaded.vectors().vector(1));
  }

  /** Several times longer than the window, whose end falls into words, numbers and newlines. */
  @ParameterizedTest
  @ValueSource(strings = {"text", "binary"})
  void longFilesPassThroughTheWindow(String format) throws IOException {
    int words = 40_000;
    VectorBytes bytes = VectorBytes.of(words + " 20\n");
    for (int i = 0; i < words; i++) {
      bytes.text("wörd" + i + " ");
      for (int j = 0; j < 20; j++) {
        float value = i + j / 32f;
        if (format.equals("binary")) {
          bytes.floats(value);
        } else {
          bytes.text(value + (j == 19 ? "\n" : " "));
        }
      }
    }
    byte[] content = bytes.bytes();
    assertTrue(content.length > 3 * VectorInput.WINDOW);
    for (byte[] file : List.of(content, VectorBytes.gzipped(content))) {
      WordVectors vectors = read(file).vectors();
      assertEquals(words, vectors.count());
      for (int i = 0; i < words; i++) {
        assertEquals("wörd" + i, vectors.words().get(i));
        float[] vector = vectors.vector(i + 1);
        for (int j = 0; j < 20; j++) {
          assertEquals(i + j / 32f, vector[j]);
        }
      }
    }
  }
}
