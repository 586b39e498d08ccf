package org.dl4jlab.imdb.encoding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dl4jlab.UserException;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.imdb.vectors.WordVectors;

/**
 * Which words the rows of an embedding are: a text of one word a line, as {@code
 * TextVectorization.get_vocabulary()} lists them, or Keras' {@code imdb_word_index.json}, whose
 * numbers count from the fourth row on, behind padding, start and unknown.
 *
 * @param words of the first rows, in their order
 * @param isIndex whether they come from such an index
 */
public record Vocabulary(List<String> words, boolean isIndex) {

  private static final int INDEX_FROM = 3;
  private static final long MOST_BYTES = 100L << 20;

  /**
   * @param rows of the embedding: an index's words behind them are unknown
   * @throws UserException when it is neither, or has more words than there are rows
   */
  public static Vocabulary read(Path file, int rows) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserException("There is no file %s".formatted(file));
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new UserException("%s is too large for a vocabulary".formatted(file));
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".json") ? ofIndex(file, rows) : ofLines(file, rows);
  }

  private static Vocabulary ofIndex(Path file, int rows) throws IOException {
    Map<String, Integer> numbers;
    try {
      numbers = new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new UserException(
          "%s is no index of words: a JSON object of words with their numbers".formatted(file), e);
    }
    String[] words = new String[rows];
    words[0] = TextLayout.PADDING;
    String[] special = {TextLayout.PADDING, TextLayout.START, TextLayout.UNKNOWN};
    System.arraycopy(special, 0, words, 0, Math.min(rows, special.length));
    numbers.forEach(
        (word, number) -> {
          if (number == null || number < 1) {
            throw new UserException("%s has no number above 0 for '%s'".formatted(file, word));
          }
          if (number < rows - INDEX_FROM) {
            words[number + INDEX_FROM] = word;
          }
        });
    return new Vocabulary(unique(words), true);
  }

  private static Vocabulary ofLines(Path file, int rows) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new UserException("%s is no text in UTF-8".formatted(file), e);
    }
    if (lines.size() > rows) {
      throw new UserException(
          "%s has %,d words, but the model's embedding has %,d rows"
              .formatted(file, lines.size(), rows));
    }
    String[] words = new String[rows];
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      words[i] = line.equals("[UNK]") ? TextLayout.UNKNOWN : line;
    }
    if (words[0].isEmpty()) {
      words[0] = TextLayout.PADDING;
    }
    return new Vocabulary(unique(words), false);
  }

  /** Rows without a word, or with one that is there already, have a name that no word is. */
  private static List<String> unique(String[] words) {
    Set<String> taken = new HashSet<>();
    List<String> unique = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      boolean usable =
          words[i] != null && !words[i].isEmpty() && words[i].strip().split("\\s").length == 1;
      String word = usable && taken.add(words[i]) ? words[i] : "<ROW%d>".formatted(i);
      unique.add(word);
    }
    return unique;
  }

  /**
   * The words with their rows of an embedding.
   *
   * @param values {@code [rows, size]}, row-major
   */
  public WordVectors vectors(float[] values) {
    int size = values.length / words.size();
    float[] table = new float[values.length + size];
    System.arraycopy(values, 0, table, size, values.length);
    return new WordVectors(words, new EmbeddingMatrix(table, size));
  }
}
