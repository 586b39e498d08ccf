package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dl4jlab.UserException;
import org.dl4jlab.source.TarGz;

/**
 * Reads IMDB's reviews straight from the official archive, without a file for each on disk, in the
 * order of their ids. The split names the archive.
 */
public final class ImdbRecordReader extends ReviewRecordReader {

  private final List<String> folders;

  /**
   * @param folders which of {@link Imdb#FOLDERS} to read; unlabelled reviews may be missing
   */
  public ImdbRecordReader(List<String> folders) {
    this.folders = List.copyOf(folders);
  }

  @Override
  protected List<Review> read(List<Path> locations) throws IOException {
    List<Review> reviews = new ArrayList<>();
    for (Path archive : locations) {
      reviews.addAll(read(archive));
    }
    return reviews;
  }

  private List<Review> read(Path archive) throws IOException {
    String root = Imdb.FOLDER + "/";
    List<Review> reviews = new ArrayList<>();
    Set<String> found = new HashSet<>();
    TarGz.visit(
        archive,
        (name, size, content) -> {
          int slash = name.lastIndexOf('/');
          if (!name.startsWith(root)
              || slash < root.length()
              || !folders.contains(name.substring(root.length(), slash))
              || !ReviewFiles.isNamedAsText(name.substring(slash + 1))) {
            return;
          }
          String source = archive + "!" + name;
          ReviewFiles.requireLength(source, size);
          reviews.add(
              ReviewFiles.review(
                  name.substring(root.length()),
                  ReviewFiles.decode(source, content.readAllBytes())));
          found.add(name.substring(root.length(), slash));
        });
    for (String folder : folders) {
      if (!found.contains(folder) && !folder.equals(Imdb.UNLABELLED)) {
        throw new UserException(
            "The archive %s holds no reviews in %s%s".formatted(archive, root, folder));
      }
    }
    reviews.sort(ReviewOrder.BY_ID);
    return reviews;
  }
}
