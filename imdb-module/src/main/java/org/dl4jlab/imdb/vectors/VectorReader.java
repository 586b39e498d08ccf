package org.dl4jlab.imdb.vectors;

import java.io.IOException;

/** Reads one of the formats, from the first word on. */
interface VectorReader {

  /** The format as people call it. */
  String format();

  /** Numbers of a vector. */
  int size();

  /**
   * Reads the first words of the file; all of them are checked against its end.
   *
   * @param limit how many words at most
   * @return how many words were read
   * @throws org.dl4jlab.UserException where the file is damaged, naming the place
   */
  long read(int limit, VectorSink sink) throws IOException;
}
