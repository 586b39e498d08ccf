package org.dl4jlab.imdb.vectors;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dl4jlab.UserException;

/**
 * A zip archive with word vectors: of a single file, of several of which one is named, or of
 * Deeplearning4j's {@code Word2Vec}, which keeps them in {@code syn0.txt}.
 */
final class VectorArchive {

  /** Stands between the archive's name and that of a file in it. */
  static final String MEMBER = "!";

  private static final String DL4J_VECTORS = "syn0.txt";
  private static final String MAC_FOLDER = "__MACOSX";

  private VectorArchive() {}

  /**
   * The vectors' bytes.
   *
   * @param member the file in it, null for the only one
   */
  static InputStream open(Path archive, String member) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(archive.toFile());
    } catch (ZipException e) {
      throw new UserException("%s is damaged: it is no whole zip archive".formatted(archive), e);
    }
    try {
      InputStream content = zip.getInputStream(entry(archive, zip, member));
      return new FilterInputStream(content) {
        @Override
        public void close() throws IOException {
          zip.close();
        }
      };
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static ZipEntry entry(Path archive, ZipFile zip, String member) {
    List<? extends ZipEntry> files =
        zip.stream()
            .filter(entry -> !entry.isDirectory() && !entry.getName().startsWith(MAC_FOLDER))
            .toList();
    String wanted = member == null ? DL4J_VECTORS : member;
    for (ZipEntry file : files) {
      if (file.getName().equals(wanted)) {
        return file;
      }
    }
    if (member == null && files.size() == 1) {
      return files.get(0);
    }
    String names = files.stream().map(ZipEntry::getName).collect(Collectors.joining(", "));
    if (files.isEmpty()) {
      throw new UserException("%s holds no files".formatted(archive));
    }
    throw new UserException(
        member == null
            ? "%s holds several files (%s); name one of them, as in %s%s%s"
                .formatted(archive, names, archive, MEMBER, files.get(0).getName())
            : "There is no %s in %s, which holds %s".formatted(member, archive, names));
  }
}
