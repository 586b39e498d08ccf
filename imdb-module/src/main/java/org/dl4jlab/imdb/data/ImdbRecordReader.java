package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dl4jlab.UserException;
import org.dl4jlab.imdb.text.TextEncoding;
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
  protected LabelledReviews read(List<Path> locations) throws IOException {
    List<Review> reviews = new ArrayList<>();
    for (Path archive : locations) {
      reviews.addAll(read(archive));
    }
    return LabelledReviews.ofSentiment(reviews);
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
          reviews.add(review(archive + "!" + name, name.substring(root.length()), content));
          found.add(name.substring(root.length(), slash));
        });
    for (String folder : folders) {
      if (!found.contains(folder) && !folder.equals(Imdb.UNLABELLED)) {
        throw new UserException(
            "The archive %s holds no reviews in %s%s, as IMDB's own does; unpack others, or make a .zip of them"
                .formatted(archive, root, folder));
      }
    }
    reviews.sort(ReviewOrder.BY_ID);
    return reviews;
  }

  /** The official reviews are UTF-8, and none is blank. */
  private static Review review(String source, String path, InputStream content) throws IOException {
    TextEncoding.Decoded text = ReviewFiles.read(source, content);
    if (text.text().isBlank()) {
      throw new UserException("%s is empty".formatted(source));
    }
    if (text.encoding().guessed()) {
      throw new UserException("%s is not text in UTF-8".formatted(source));
    }
    String id = ReviewFiles.id(path);
    int label =
        switch (ReviewFiles.folder(id)) {
          case ReviewFolders.NEGATIVE -> Review.NEGATIVE;
          case ReviewFolders.POSITIVE -> Review.POSITIVE;
          default -> Review.UNLABELLED;
        };
    return new Review(id, text.text(), label, ReviewFiles.stars(id));
  }
}
