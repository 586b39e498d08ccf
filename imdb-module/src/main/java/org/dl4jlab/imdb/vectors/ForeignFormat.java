package org.dl4jlab.imdb.vectors;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Files that people take for word vectors and that are not read: known by their first bytes. */
enum ForeignFormat {
  FASTTEXT("BA164F2F", "fastText's own model; its .vec file holds the same vectors as text"),
  PICKLE_2("8002", Advice.PICKLE),
  PICKLE_3("8003", Advice.PICKLE),
  PICKLE_4("8004", Advice.PICKLE),
  PICKLE_5("8005", Advice.PICKLE),
  NUMPY("934E554D5059", "a NumPy array without words; gensim's save_word2vec_format writes both"),
  HDF5("894844460D0A", "HDF5; save the vectors as word2vec text"),
  BZIP2("425A68", Advice.UNPACK),
  XZ("FD377A585A00", Advice.UNPACK),
  ZSTD("28B52FFD", Advice.UNPACK),
  SEVEN_ZIP("377ABCAF271C", Advice.UNPACK),
  UTF16_LITTLE("FFFE", Advice.UTF16),
  UTF16_BIG("FEFF", Advice.UTF16);

  private static final class Advice {
    static final String PICKLE =
        "a Python object, as gensim's save writes it; its save_word2vec_format writes what is read here";
    static final String UNPACK = "packed in a way that is not read here; unpack it first";
    static final String UTF16 = "text in UTF-16; save it as UTF-8";
  }

  private final byte[] magic;
  private final String what;

  ForeignFormat(String magic, String what) {
    this.magic = HexFormat.of().parseHex(magic);
    this.what = what;
  }

  /** What a file is that begins with these bytes, and what to do; nothing where it is not known. */
  static Optional<String> of(byte[] bytes, int length) {
    return Arrays.stream(values())
        .filter(
            format ->
                length >= format.magic.length
                    && Arrays.equals(
                        bytes, 0, format.magic.length, format.magic, 0, format.magic.length))
        .map(format -> format.what)
        .findFirst();
  }
}
