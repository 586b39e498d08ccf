package org.dl4jlab.cifar.own;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.dl4jlab.source.Cache;

/**
 * Decoded pictures of a folder or archive, each under its name, size and time, so that a changed
 * one is decoded anew.
 *
 * @param place the folder or archive, absolute
 * @param size rows and columns of each
 */
record KeptPictures(Cache cache, String place, int size) {

  /**
   * Those that are kept, each {@code [3, size, size]}; none where the cache has none, or is
   * damaged.
   */
  Map<StoredFile, byte[]> read() {
    return kept().read(this::read).orElseGet(Map::of);
  }

  /** Whether the cache could be written. */
  boolean write(Map<StoredFile, byte[]> pictures) {
    return kept()
        .write(
            out -> {
              out.writeInt(pictures.size());
              for (Map.Entry<StoredFile, byte[]> picture : pictures.entrySet()) {
                KeptListings.write(picture.getKey(), out);
                out.write(picture.getValue());
              }
            });
  }

  private Map<StoredFile, byte[]> read(DataInputStream in) throws IOException {
    int count = in.readInt();
    Map<StoredFile, byte[]> pictures = new HashMap<>();
    for (int i = 0; i < count; i++) {
      StoredFile file = KeptListings.file(in);
      byte[] planes = new byte[3 * size * size];
      in.readFully(planes);
      pictures.put(file, planes);
    }
    return pictures;
  }

  private KeptFile kept() {
    return new KeptFile(cache, "%s at %d".formatted(place, size), ".bin");
  }
}
