package org.dl4jlab.cifar.own;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.dl4jlab.cifar.pictures.PictureSource;

/** A folder or archive with pictures and tables of their labels. */
interface PictureStore extends Closeable {

  /** The largest table that is read. */
  int MOST_TABLE_BYTES = 1 << 28;

  /** Is handed pictures, by several threads at a time. */
  @FunctionalInterface
  interface Reader {
    void read(String name, PictureSource source);
  }

  /** All files, and folders where they are known, by name; not what systems leave behind. */
  List<StoredFile> files() throws IOException;

  /** The bytes of a table. */
  byte[] table(String name) throws IOException;

  /**
   * Hands over the pictures of these names, in any order.
   *
   * @param threads how many read at a time
   */
  void forEach(Set<String> names, int threads, Reader reader) throws IOException;
}
