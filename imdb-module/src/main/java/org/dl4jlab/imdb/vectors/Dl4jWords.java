package org.dl4jlab.imdb.vectors;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Words as Deeplearning4j's {@code WordVectorSerializer} writes them. */
final class Dl4jWords {

  private static final String BASE64 = "B64:";
  private static final String SPACE = "_Az92_";

  private Dl4jWords() {}

  /** The word; what is no Base64 in spite of its beginning stays as it is. */
  static String decoded(String written) {
    if (!written.startsWith(BASE64)) {
      return written.replace(SPACE, " ");
    }
    try {
      byte[] word = Base64.getDecoder().decode(written.substring(BASE64.length()));
      return new String(word, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return written;
    }
  }
}
