package org.dl4jlab.cifar.own;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dl4jlab.source.Cache;

/** What is in archives that tell it only when they are unpacked from end to end. */
record KeptListings(Cache cache) {

  /**
   * @param files in the order of their names
   * @param tables the content of those files that may be tables of labels
   */
  record Listing(List<StoredFile> files, Map<String, byte[]> tables) {}

  /** The listing of an archive, null where none is kept of this version of it. */
  Listing of(StoredFile archive) {
    return kept(archive).read(in -> archive.equals(file(in)) ? listing(in) : null).orElse(null);
  }

  /** Keeps it where the cache can be written; else it is made again next time. */
  void keep(StoredFile archive, Listing listing) {
    kept(archive)
        .write(
            out -> {
              write(archive, out);
              out.writeInt(listing.files().size());
              for (StoredFile file : listing.files()) {
                write(file, out);
              }
              out.writeInt(listing.tables().size());
              for (Map.Entry<String, byte[]> table : listing.tables().entrySet()) {
                out.writeUTF(table.getKey());
                out.writeInt(table.getValue().length);
                out.write(table.getValue());
              }
            });
  }

  private KeptFile kept(StoredFile archive) {
    return new KeptFile(cache, archive.name(), ".list");
  }

  private static Listing listing(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<StoredFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(file(in));
    }
    int tables = in.readInt();
    Map<String, byte[]> contents = new HashMap<>();
    for (int i = 0; i < tables; i++) {
      String name = in.readUTF();
      contents.put(name, in.readNBytes(in.readInt()));
    }
    return new Listing(files, contents);
  }

  static StoredFile file(DataInputStream in) throws IOException {
    return new StoredFile(in.readUTF(), in.readLong(), in.readLong());
  }

  static void write(StoredFile file, DataOutputStream out) throws IOException {
    out.writeUTF(file.name());
    out.writeLong(file.size());
    out.writeLong(file.modified());
  }
}
