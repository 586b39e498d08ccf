package org.dl4jlab.imdb.vectors;

/** Is told the words of a file in their order, and chooses whose vectors are to be read. */
interface VectorSink {

  /** Whether the word's vector is needed; if not, its numbers are passed over unread. */
  boolean wants(String word);

  /**
   * @param vector of a word that was wanted; the array is used again for the next one
   */
  void add(String word, float[] vector);
}
