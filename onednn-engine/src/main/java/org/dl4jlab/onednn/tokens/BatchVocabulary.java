package org.dl4jlab.onednn.tokens;

import java.util.Arrays;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.data.TokenBatch;

/** Numbers the distinct words of a batch from 1 on; 0 stays padding. */
public final class BatchVocabulary {

  private int[] words = new int[1]; // by number in the batch
  private int[] numbers = new int[0]; // by number in the table, of words that were ever met
  private int[] batches = new int[0]; // the batch in which each number was given
  private int batch;
  private int count;

  /** Takes in a batch; numbers of earlier ones are void. */
  public void read(TokenBatch texts) {
    reserve(texts.table().words());
    batch++;
    count = 1;
    for (int text = 0; text < texts.size(); text++) {
      int from = text * texts.length();
      for (int t = from; t < from + texts.lengths()[text]; t++) {
        int word = texts.tokens()[t];
        if (word != EmbeddingMatrix.PADDING && batches[word] != batch) {
          batches[word] = batch;
          numbers[word] = count;
          if (count == words.length) {
            words = Arrays.copyOf(words, 2 * count);
          }
          words[count++] = word;
        }
      }
    }
  }

  private void reserve(int tableWords) {
    if (tableWords != numbers.length) {
      numbers = new int[tableWords];
      batches = new int[tableWords];
      batch = 0;
    }
  }

  /** How many words there are, padding included. */
  public int count() {
    return count;
  }

  /** The words' numbers in the table, as many as {@link #count()}. */
  public int[] words() {
    return words;
  }

  /** The number in the batch of one of its words. */
  public int number(int word) {
    return word == EmbeddingMatrix.PADDING ? 0 : numbers[word];
  }
}
