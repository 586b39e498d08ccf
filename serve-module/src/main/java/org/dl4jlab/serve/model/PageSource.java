package org.dl4jlab.serve.model;

import java.util.Optional;

/** The pages for people, and what they load. */
@FunctionalInterface
public interface PageSource {

  /** No pages at all. */
  PageSource NONE = path -> Optional.empty();

  /**
   * What is at a path such as {@code /}, {@code /models/cnn/} or {@code /models/cnn/page.js}; empty
   * where there is nothing.
   */
  Optional<Page> at(String path);

  /**
   * A page, a script, a picture.
   *
   * @param policy its content security policy
   */
  record Page(String contentType, byte[] content, String policy) {}
}
