package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jlab.UserException;
import org.dl4jlab.source.Broken;

/**
 * Reads reviews that are files of their own, in the order of their ids. The class is the name of
 * the folder that a file is in; those in {@code unsup} or the like have none. The split names the
 * files.
 */
public final class ReviewFolderRecordReader extends ReviewRecordReader {

  private final Path root;
  private final ReviewNotices notices;
  private final Broken broken;

  /**
   * @param root the ids are the files' paths within this folder
   * @param broken what becomes of files that cannot be read
   */
  public ReviewFolderRecordReader(Path root, Broken broken) {
    this(root, broken, new ReviewNotices());
  }

  /**
   * @param notices what has been left out already
   */
  ReviewFolderRecordReader(Path root, Broken broken, ReviewNotices notices) {
    this.root = root.toAbsolutePath().normalize();
    this.broken = broken;
    this.notices = notices;
  }

  @Override
  protected LabelledReviews read(List<Path> locations) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Path file : locations) {
      try {
        notices.textOf(file, ReviewFiles.read(file)).ifPresent(text -> texts.put(id(file), text));
      } catch (UserException e) {
        if (broken == Broken.STOP) {
          throw e;
        }
        notices.unreadable(e);
      }
    }
    ClassLabels classes =
        ClassLabels.of(
            root.toString(),
            texts.keySet().stream()
                .map(ReviewFiles::folder)
                .filter(folder -> !isUnlabelled(folder))
                .toList());
    List<Review> reviews = new ArrayList<>(texts.size());
    texts.forEach(
        (id, text) -> {
          String folder = ReviewFiles.folder(id);
          int label = isUnlabelled(folder) ? Review.UNLABELLED : classes.number(folder);
          reviews.add(new Review(id, text, label, ReviewFiles.stars(id)));
        });
    reviews.sort(ReviewOrder.BY_ID);
    return new LabelledReviews(reviews, classes.names(), notices.lines());
  }

  private static boolean isUnlabelled(String folder) {
    return ReviewPart.ofFolder(folder).filter(part -> part == ReviewPart.UNLABELLED).isPresent();
  }

  /** The path, a part's folder under the name that all parts of its kind have. */
  private String id(Path file) {
    Path path = root.relativize(file.toAbsolutePath().normalize());
    String id = ReviewFiles.id(path.toString().replace(path.getFileSystem().getSeparator(), "/"));
    return path.getNameCount() < 3
        ? id
        : ReviewPart.ofFolder(path.getName(0).toString())
            .map(part -> part.prefix() + id.substring(id.indexOf('/') + 1))
            .orElse(id);
  }
}
