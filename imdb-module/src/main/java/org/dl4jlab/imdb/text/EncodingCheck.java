package org.dl4jlab.imdb.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Reads bytes as UTF-8 and keeps count of what is none. */
final class EncodingCheck {

  private static final int BUFFER_BYTES = 1 << 16;

  /** A Western text has an accent or a typographic quote now and then. */
  private static final int MOST_FOREIGN_PARTS = 8;

  private long bytes;
  private long line = 1;
  private long foreignLine; // the first
  private long foreign;
  private boolean accents; // as UTF-8 has them
  private boolean unassigned; // bytes that Windows-1252 does not know
  private boolean zeros;

  private EncodingCheck() {}

  static EncodingCheck of(InputStream in) throws IOException {
    EncodingCheck check = new EncodingCheck();
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer raw = ByteBuffer.allocate(BUFFER_BYTES);
    CharBuffer text = CharBuffer.allocate(BUFFER_BYTES);
    boolean end = false;
    while (!end) {
      int read = in.readNBytes(raw.array(), raw.position(), raw.remaining());
      check.bytes += read;
      end = raw.position() + read < raw.capacity();
      raw.position(raw.position() + read).flip();
      check.decode(decoder, raw, text, end);
      raw.compact();
    }
    return check;
  }

  private void decode(CharsetDecoder decoder, ByteBuffer raw, CharBuffer text, boolean end) {
    CoderResult result;
    do {
      result = decoder.decode(raw, text, end);
      look(text.flip());
      text.clear();
      if (result.isError()) {
        for (int i = 0; i < result.length(); i++) {
          look(raw.get());
        }
      }
    } while (!result.isUnderflow());
  }

  private void look(CharBuffer text) {
    while (text.hasRemaining()) {
      char c = text.get();
      line += c == '\n' ? 1 : 0;
      zeros |= c == 0;
      accents |= c >= 0x80;
    }
  }

  private void look(byte other) {
    foreignLine = foreignLine == 0 ? line : foreignLine;
    foreign++;
    unassigned |=
        switch (other & 0xFF) {
          case 0x81, 0x8D, 0x8F, 0x90, 0x9D -> true;
          default -> false;
        };
  }

  boolean isUtf8() {
    return foreign == 0 && !zeros;
  }

  /** Where UTF-8 has accents too, the other bytes are damage, and no second encoding. */
  boolean looksLikeWindows1252() {
    return !accents && !unassigned && !zeros && foreign * MOST_FOREIGN_PARTS < bytes;
  }

  /** The first line with bytes that are not UTF-8. */
  long foreignLine() {
    return foreignLine == 0 ? 1 : foreignLine;
  }
}
