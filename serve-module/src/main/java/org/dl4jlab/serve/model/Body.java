package org.dl4jlab.serve.model;

import java.nio.ByteBuffer;

/**
 * What a person or a simple program sends: an image, a text.
 *
 * @param type such as {@code image/png}, in lower case and without parameters; empty where it was
 *     not told
 * @param charset of a text, null where it was not told
 * @param content from its position to its limit
 */
public record Body(String type, String charset, ByteBuffer content) {

  public byte[] bytes() {
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    return bytes;
  }
}
