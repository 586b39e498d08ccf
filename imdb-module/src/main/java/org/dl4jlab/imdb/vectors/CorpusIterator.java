package org.dl4jlab.imdb.vectors;

import java.util.List;
import java.util.NoSuchElementException;
import org.deeplearning4j.models.sequencevectors.interfaces.SequenceIterator;
import org.deeplearning4j.models.sequencevectors.sequence.Sequence;
import org.deeplearning4j.models.word2vec.VocabWord;

/** Hands a corpus to DL4J, long texts in pieces. */
final class CorpusIterator implements SequenceIterator<VocabWord> {

  /** As in the original word2vec; it also bounds the memory that DL4J needs for a batch. */
  private static final int LONGEST_SEQUENCE = 1000;

  private final int[][] texts;
  private final List<VocabWord> words;
  private int text;
  private int from;

  /**
   * @param words by their numbers in the corpus
   */
  CorpusIterator(Corpus corpus, List<VocabWord> words) {
    this.texts = corpus.texts();
    this.words = words;
  }

  @Override
  public boolean hasMoreSequences() {
    return text < texts.length;
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
      text++;
      from = 0;
    }
    return sequence;
  }

  @Override
  public void reset() {
    text = 0;
    from = 0;
  }
}
