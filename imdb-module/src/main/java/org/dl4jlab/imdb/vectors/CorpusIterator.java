package org.dl4jlab.imdb.vectors;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.deeplearning4j.models.sequencevectors.interfaces.SequenceIterator;
import org.deeplearning4j.models.sequencevectors.sequence.Sequence;
import org.deeplearning4j.models.word2vec.VocabWord;

/**
 * Hands a corpus to DL4J as often as there are epochs, long texts in pieces. For DL4J it is one
 * epoch: at each of its own it starts two threads and allocates 25 MB.
 */
final class CorpusIterator implements SequenceIterator<VocabWord> {

  /** As in the original word2vec; it also bounds the memory that DL4J needs for a batch. */
  private static final int LONGEST_SEQUENCE = 1000;

  private final int[][] texts; // none of them empty
  private final List<VocabWord> words;
  private final int epochs;
  private int epoch;
  private int text;
  private int from;

  /**
   * @param words by their numbers in the corpus
   */
  CorpusIterator(Corpus corpus, List<VocabWord> words, int epochs) {
    this.texts =
        Arrays.stream(corpus.texts()).filter(tokens -> tokens.length > 0).toArray(int[][]::new);
    this.words = words;
    this.epochs = epochs;
  }

  /** How many sequences an epoch has. */
  long sequences() {
    return Arrays.stream(texts)
        .mapToLong(tokens -> (tokens.length + LONGEST_SEQUENCE - 1) / LONGEST_SEQUENCE)
        .sum();
  }

  @Override
  public boolean hasMoreSequences() {
    return epoch < epochs;
  }

  @Override
  public Sequence<VocabWord> nextSequence() {
    if (!hasMoreSequences()) {
      throw new NoSuchElementException("There is no text after the last");
    }
    int[] tokens = texts[text];
    int to = Math.min(tokens.length, from + LONGEST_SEQUENCE);
    Sequence<VocabWord> sequence = new Sequence<>();
    for (int i = from; i < to; i++) {
      sequence.addElement(words.get(tokens[i]));
    }
    from = to;
    if (from == tokens.length) {
      from = 0;
      text++;
      if (text == texts.length) {
        text = 0;
        epoch++;
      }
    }
    return sequence;
  }

  @Override
  public void reset() {
    epoch = 0;
    text = 0;
    from = 0;
  }
}
