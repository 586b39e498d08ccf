package org.dl4jlab.serve.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.serve.model.Refusal;

/** Tensors of byte strings behind a request's JSON: each behind its length in four bytes. */
final class BinaryData {

  private BinaryData() {}

  /**
   * @throws Refusal when these are other than so many strings, or not in UTF-8
   */
  static List<String> texts(ByteBuffer data, long count) {
    ByteBuffer rest = data.slice().order(ByteOrder.LITTLE_ENDIAN);
    List<String> texts = new ArrayList<>();
    while (rest.remaining() >= Integer.BYTES && texts.size() < count) {
      long length = Integer.toUnsignedLong(rest.getInt());
      if (length > rest.remaining()) {
        throw Refusal.badRequest(
            "String %d is said to have %d bytes, but only %d are left",
            texts.size(), length, rest.remaining());
      }
      texts.add(text(rest.slice(rest.position(), (int) length)));
      rest.position(rest.position() + (int) length);
    }
    if (texts.size() != count || rest.hasRemaining()) {
      throw Refusal.badRequest("The binary data is not that of %d strings", count);
    }
    return texts;
  }

  private static String text(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.badRequest("The text is not in UTF-8");
    }
  }
}
