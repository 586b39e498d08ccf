package org.dl4jlab.interchange.keras;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * What of an <a href="https://docs.hdfgroup.org/hdf5/v1_14/_f_m_t11.html">HDF5's</a> structure is
 * looked at before a library follows its addresses: that they form trees, in which nothing is
 * reached twice. Otherwise a few kilobytes could keep the library busy for ever.
 */
final class Hdf5Structure {

  private static final int TREE = word("TREE");
  private static final int NEWER_TREE = word("BTHD");
  private static final int CONTINUATION = word("OCHK");

  private static final int SUPERBLOCK_BYTES = 48;
  private static final int ADDRESS_BYTES = 8;

  /** Signature, type, level, number of entries, both neighbours. */
  private static final int TREE_HEADER_BYTES = 8 + 2 * ADDRESS_BYTES;

  private static final int NEWER_TREE_TYPES = 11;

  /** A message that tells where a header goes on: its type and its length of two numbers. */
  private static final int GOES_ON = 0x10 | 2 * ADDRESS_BYTES << 8;

  private final ByteBuffer file;
  private final Set<Long> reached = new HashSet<>();

  private Hdf5Structure(ByteBuffer bytes) {
    file = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether it is such a file as Keras writes, and nothing in it is reached twice. */
  static boolean isSound(ByteBuffer bytes) {
    Hdf5Structure structure = new Hdf5Structure(bytes);
    return structure.hasPlainAddresses() && structure.hasTrees();
  }

  private static int word(String signature) {
    return ByteBuffer.wrap(signature.getBytes(StandardCharsets.US_ASCII))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt();
  }

  /** Of 64 bits, counted from the file's first byte. */
  private boolean hasPlainAddresses() {
    if (file.limit() < SUPERBLOCK_BYTES) {
      return false;
    }
    int version = file.get(8);
    return switch (version) {
      case 0, 1 -> hasPlainAddresses(13, version == 0 ? 24 : 28);
      case 2, 3 -> hasPlainAddresses(9, 12);
      default -> false;
    };
  }

  private boolean hasPlainAddresses(int sizes, int base) {
    return file.get(sizes) == ADDRESS_BYTES
        && file.get(sizes + 1) == ADDRESS_BYTES
        && file.getLong(base) == 0;
  }

  private boolean hasTrees() {
    for (int at = 0; at <= file.limit() - TREE_HEADER_BYTES; at++) {
      int word = file.getInt(at);
      boolean sound = true;
      if (word == TREE) {
        sound = file.get(at + 4) != 0 || isTree(at);
      } else if (word == NEWER_TREE) {
        sound = file.get(at + 4) != 0 || file.get(at + 5) > NEWER_TREE_TYPES;
      } else if (word == CONTINUATION) {
        sound = !isContinuation(at);
      }
      if (!sound) {
        return false;
      }
    }
    return true;
  }

  /** Of a group's members: what is below has one level less, or is a list of members. */
  private boolean isTree(int at) {
    int level = Byte.toUnsignedInt(file.get(at + 5));
    int entries = Short.toUnsignedInt(file.getShort(at + 6));
    long end = at + TREE_HEADER_BYTES + (2L * entries + 1) * ADDRESS_BYTES;
    if (end > file.limit()) {
      return false;
    }
    for (int entry = 0; entry < entries; entry++) {
      long below = file.getLong(at + TREE_HEADER_BYTES + (2 * entry + 1) * ADDRESS_BYTES);
      if (below < 0 || below > file.limit() - TREE_HEADER_BYTES || !reached.add(below)) {
        return false;
      }
      boolean tree = file.getInt((int) below) == TREE;
      if (tree != level > 0 || tree && file.get((int) below + 5) != (byte) (level - 1)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a header says that it goes on here, which none does in a file of Keras'. */
  private boolean isContinuation(int address) {
    for (int at = 0; at <= file.limit() - 4 - ADDRESS_BYTES; at++) {
      // The message's flags lie between, and its place in an order where that is kept.
      if ((file.getInt(at) & 0xffffff) == GOES_ON
          && (file.getLong(at + 4) == address
              || at + 6 + ADDRESS_BYTES <= file.limit() && file.getLong(at + 6) == address)) {
        return true;
      }
    }
    return false;
  }
}
