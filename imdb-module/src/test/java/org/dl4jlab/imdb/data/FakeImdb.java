package org.dl4jlab.imdb.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Reviews in the official layout, a few that say what they are. */
public final class FakeImdb {

  private FakeImdb() {}

  /** So many reviews in each folder, by path within {@code aclImdb}, and the vocabulary. */
  public static Map<String, byte[]> files(int reviews) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(Imdb.VOCABULARY, "the\nand\n".getBytes(StandardCharsets.UTF_8));
    for (String folder : Imdb.FOLDERS) {
      for (int i = 0; i < reviews; i++) {
        int stars = folder.endsWith("neg") ? 1 + i % 4 : folder.endsWith("pos") ? 7 + i % 4 : 0;
        String text = "Review %d in %s, it\u2019s n\u00BA %d.".formatted(i, folder, i);
        files.put(
            "%s/%d_%d.txt".formatted(folder, i, stars), text.getBytes(StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  public static Path folder(Path folder, Map<String, byte[]> files) throws IOException {
    for (var file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return folder;
  }

  /** The same as an archive, its files in another order than their numbers, as in the real one. */
  public static byte[] archive(Map<String, byte[]> files) throws IOException {
    List<String> names = new ArrayList<>(files.keySet());
    Collections.reverse(names);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (String name : names) {
        TarArchiveEntry entry = new TarArchiveEntry(Imdb.FOLDER + "/" + name);
        entry.setSize(files.get(name).length);
        tar.putArchiveEntry(entry);
        tar.write(files.get(name));
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
