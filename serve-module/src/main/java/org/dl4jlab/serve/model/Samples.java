package org.dl4jlab.serve.model;

/** What a request asks about, ready to become part of a batch. */
public interface Samples {

  /** How many there are, at least one. */
  int count();

  /** Requests whose samples are of one kind can share a batch. */
  default Object kind() {
    return getClass();
  }

  /**
   * Some of a request's samples, one after another.
   *
   * @param from the first one's number
   */
  record Part(Samples samples, int from, int count) {}
}
